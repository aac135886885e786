package press.lords.subscription.access.session;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;
import press.lords.subscription.signup.Subscribers;

/** Says who calls. Here, where the sessions are, an access token is good only as long as its session is open. */
public final class ReaderFilter extends OncePerRequestFilter {

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Subscribers subscribers;
    private final StaffAccess staff;

    ReaderFilter(AccessTokens tokens, Sessions sessions, Subscribers subscribers, StaffAccess staff) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.subscribers = subscribers;
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionCookies.access(request).flatMap(this::authenticated).ifPresent(reader -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(reader);
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    private Optional<ReaderAuthentication> authenticated(String token) {
        return tokens.readers(token)
                .filter(this::isHonoured)
                .map(jwt -> new ReaderAuthentication(named(jwt), scopes(jwt)));
    }

    /** What the token says besides that it is a reader's, as far as it is still so. */
    private Set<String> scopes(Jwt token) {
        Set<String> said = AccessTokens.scopes(token);
        if (said.size() == 1) {
            return Set.of();
        }
        Set<String> held = staff.scopes(named(token).subscriber());
        return said.stream().filter(held::contains).collect(Collectors.toSet());
    }

    private boolean isHonoured(Jwt token) {
        Instant issued = token.getIssuedAt();
        Reader reader = named(token);
        return issued != null
                && sessions.find(reader.session())
                        .filter(session -> session.subscriber().equals(reader.subscriber()))
                        .flatMap(session -> subscribers.find(session.subscriber()))
                        .filter(subscriber -> subscriber.honours(issued))
                        .isPresent();
    }

    private static Reader named(Jwt token) {
        return new Reader(String.valueOf(token.getSubject()), String.valueOf(token.getClaimAsString("sid")));
    }
}
