package press.lords.subscription.access;

import java.time.Clock;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
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
            ClientsSettings settings, StaffClients staffClients, ClientSecrets secrets, IssuerSettings issuer) {
        return new KnownClients(settings, staffClients, secrets, issuer);
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
