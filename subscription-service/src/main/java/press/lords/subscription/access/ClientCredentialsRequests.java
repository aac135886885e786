package press.lords.subscription.access;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads a client credentials request. One that names no scope means all of the client's, RFC 6749 section 3.3; the library would give a token for nothing. */
final class ClientCredentialsRequests implements AuthenticationConverter {

    private final OAuth2ClientCredentialsAuthenticationConverter library =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication converted = library.convert(request);
        if (converted instanceof OAuth2ClientCredentialsAuthenticationToken credentials
                && credentials.getScopes().isEmpty()
                && credentials.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal) {
            RegisteredClient client = principal.getRegisteredClient();
            return client == null
                    ? credentials
                    : new OAuth2ClientCredentialsAuthenticationToken(
                            principal, client.getScopes(), credentials.getAdditionalParameters());
        }
        return converted;
    }
}
