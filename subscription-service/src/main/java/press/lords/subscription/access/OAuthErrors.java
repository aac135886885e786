package press.lords.subscription.access;

import java.io.IOException;
import java.util.Map;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refusals of the token endpoint. They have the format of RFC 6749 section 5.2 and not that of all other problems, because every OAuth
 * client library reads this one; they say no more than the code, so nobody learns which part of the credentials was wrong.
 */
final class OAuthErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

    private final JsonMapper json;

    OAuthErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        switch (exception) {
            case TooManyAttempts tooMany -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfterSeconds()));
                write(response, HttpStatus.TOO_MANY_REQUESTS, tooMany.getError().getErrorCode());
            }
            case OAuth2AuthenticationException oauth
            when !oauth.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT) ->
                write(response, HttpStatus.BAD_REQUEST, oauth.getError().getErrorCode());
            default -> commence(request, response, exception);
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"oauth2\"");
        write(response, HttpStatus.UNAUTHORIZED, OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private void write(HttpServletResponse response, HttpStatus status, String code) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(Map.of("error", code)));
    }
}
