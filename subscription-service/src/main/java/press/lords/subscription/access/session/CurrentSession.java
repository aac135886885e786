package press.lords.subscription.access.session;

import java.util.Optional;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.subscription.access.session.RefreshTokens.RefreshToken;

/** Which session a request is about. Also who comes back after hours, with nothing but the refresh token, can sign out. */
@Component
class CurrentSession {

    private final RefreshTokens tokens;
    private final Sessions sessions;

    CurrentSession(RefreshTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    Optional<Reader> of(HttpServletRequest request, @Nullable Reader reader) {
        return Optional.ofNullable(reader)
                .or(() -> SessionCookies.refresh(request)
                        .flatMap(tokens::read)
                        .map(RefreshToken::session)
                        .flatMap(sessions::find)
                        .map(session -> new Reader(session.subscriber(), session.id())));
    }
}
