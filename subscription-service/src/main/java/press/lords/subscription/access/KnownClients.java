package press.lords.subscription.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens: the configured clients, and those of the staff, looked up each time since they may end at any. */
final class KnownClients implements RegisteredClientRepository {

    private static final Pattern OF_STAFF = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final Map<String, RegisteredClient> configured;
    private final StaffClients staffClients;
    private final IssuerSettings issuer;

    KnownClients(ClientsSettings settings, StaffClients staffClients, ClientSecrets secrets, IssuerSettings issuer) {
        this.staffClients = staffClients;
        this.issuer = issuer;
        this.configured = settings.clients().entrySet().stream()
                .filter(client -> client.getValue().exists())
                .map(client -> client(
                        client.getKey(),
                        secrets.hold(client.getKey(), client.getValue().secret()),
                        client.getValue().scopes()))
                .collect(Collectors.toMap(RegisteredClient::getClientId, Function.identity()));
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        RegisteredClient known = configured.get(clientId);
        return known != null || !OF_STAFF.matcher(clientId).matches() ? known : ofStaff(clientId);
    }

    private @Nullable RegisteredClient ofStaff(String clientId) {
        return staffClients
                .find(clientId)
                .map(found -> client(found.id(), ClientSecrets.holdHash(found.secretHash()), found.scopes()))
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are configured, or made by staff");
    }

    private RegisteredClient client(String id, String heldSecret, Set<String> scopes) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(heldSecret)
                .clientAuthenticationMethods(methods -> methods.addAll(List.of(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST)))
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(scopes))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(issuer.tokenLifetime())
                        .build())
                .build();
    }
}
