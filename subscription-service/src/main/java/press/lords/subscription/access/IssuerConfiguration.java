package press.lords.subscription.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import press.lords.subscription.access.ClientsSettings.ClientSettings;
import press.lords.subscription.access.signing.TokenKeys;

/** Who gets tokens, and what stands in them. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerSettings issuer) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer.uri())
                .tokenEndpoint(TokenEndpointConfiguration.PATH)
                .build();
    }

    @Bean
    ClientSecrets clientSecrets() {
        return new ClientSecrets();
    }

    @Bean
    RegisteredClientRepository registeredClients(
            ClientsSettings settings, ClientSecrets secrets, IssuerSettings issuer) {
        List<RegisteredClient> clients = settings.clients().entrySet().stream()
                .map(client -> client(client, secrets, issuer))
                .toList();
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient client(
            Map.Entry<String, ClientSettings> client, ClientSecrets secrets, IssuerSettings issuer) {
        String id = client.getKey();
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(secrets.hold(id, client.getValue().secret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.getValue().scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(issuer.tokenLifetime())
                        .build())
                .build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new NothingKept();
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokens(TokenKeys keys, IssuerSettings issuer, Clock clock) {
        JwtGenerator tokens = new JwtGenerator(new NimbusJwtEncoder(keys));
        tokens.setClock(clock);
        tokens.setJwtCustomizer(token -> token.getClaims()
                .audience(List.of(issuer.audience()))
                .claim("client_id", token.getRegisteredClient().getClientId()));
        return tokens;
    }
}
