package press.lords.subscription.access.session;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
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

    ReaderFilter(AccessTokens tokens, Sessions sessions, Subscribers subscribers) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.subscribers = subscribers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionCookies.access(request).flatMap(this::reader).ifPresent(reader -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new ReaderAuthentication(reader));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    private Optional<Reader> reader(String token) {
        return tokens.read(token).filter(this::isHonoured).map(ReaderFilter::named);
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
