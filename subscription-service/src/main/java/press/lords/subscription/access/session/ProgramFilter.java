package press.lords.subscription.access.session;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says which program calls, by its bearer token. Here, where clients are, a token is good only as long as its client is. */
public final class ProgramFilter extends OncePerRequestFilter {

    private final AccessTokens tokens;
    private final RegisteredClientRepository clients;

    ProgramFilter(AccessTokens tokens, RegisteredClientRepository clients) {
        this.tokens = tokens;
        this.clients = clients;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionCookies.bearer(request)
                .flatMap(tokens::programs)
                .flatMap(this::authenticated)
                .ifPresent(program -> SecurityContextHolder.setContext(new SecurityContextImpl(program)));
        chain.doFilter(request, response);
    }

    private Optional<UsernamePasswordAuthenticationToken> authenticated(Jwt token) {
        String name = String.valueOf(token.getSubject());
        return Optional.ofNullable(clients.findByClientId(name))
                .map(RegisteredClient::getScopes)
                .map(held -> UsernamePasswordAuthenticationToken.authenticated(
                        name, "", authorities(AccessTokens.scopes(token), held)));
    }

    private static Set<SimpleGrantedAuthority> authorities(Set<String> said, Set<String> held) {
        return said.stream()
                .filter(held::contains)
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                .collect(Collectors.toSet());
    }
}
