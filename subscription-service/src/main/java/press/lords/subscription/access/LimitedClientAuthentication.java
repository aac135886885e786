package press.lords.subscription.access;

import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import press.lords.subscription.access.FailedAttempts.Attempt;
import press.lords.subscription.request.Network;

/** Checks a client's secret, unless its address has failed too often. */
final class LimitedClientAuthentication implements AuthenticationProvider {

    private final ClientSecretAuthenticationProvider secretCheck;
    private final RegisteredClientRepository clients;
    private final FailedAttempts attempts;

    LimitedClientAuthentication(
            ClientSecretAuthenticationProvider secretCheck,
            RegisteredClientRepository clients,
            FailedAttempts attempts) {
        this.secretCheck = secretCheck;
        this.clients = clients;
        this.attempts = attempts;
    }

    static LimitedClientAuthentication of(
            RegisteredClientRepository clients, ClientSecrets secrets, AttemptSettings attempts) {
        ClientSecretAuthenticationProvider secretCheck =
                new ClientSecretAuthenticationProvider(clients, new NothingKept());
        secretCheck.setPasswordEncoder(secrets);
        return new LimitedClientAuthentication(
                secretCheck, clients, new FailedAttempts(attempts, TimeMeter.SYSTEM_MILLISECONDS));
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        Attempt attempt = attempts.begin(authentication.getName(), this::isKnown, address(authentication));
        Authentication client = secretCheck.authenticate(authentication);
        attempt.succeeded();
        return client;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return secretCheck.supports(authentication);
    }

    private boolean isKnown(String clientId) {
        return clients.findByClientId(clientId) != null;
    }

    private static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? Network.of(details.getRemoteAddress())
                : "?";
    }
}
