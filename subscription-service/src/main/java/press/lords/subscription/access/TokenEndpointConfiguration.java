package press.lords.subscription.access;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint: Spring Security's authorization server, with everything off but client credentials by secret. */
@Configuration(proxyBeanMethods = false)
class TokenEndpointConfiguration {

    static final String PATH = "/oauth2/token";

    /** Only this one call: the library's other endpoints are never reached, whatever it adds. */
    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(
            HttpSecurity http,
            RegisteredClientRepository clients,
            ClientSecrets secrets,
            AttemptSettings attempts,
            JsonMapper json) {
        OAuthErrors errors = new OAuthErrors(json);
        // No bean: Spring Security would try it a second time, as the application's only provider.
        LimitedClientAuthentication clientAuthentication = LimitedClientAuthentication.of(clients, secrets, attempts);
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PATH))
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> onlyClientCredentials(server, clientAuthentication, errors))
                .authorizeHttpRequests(calls -> calls.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(errors))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void onlyClientCredentials(
            OAuth2AuthorizationServerConfigurer server,
            LimitedClientAuthentication clientAuthentication,
            OAuthErrors errors) {
        server.clientAuthentication(client -> client.authenticationConverters(converters -> {
                    converters.clear();
                    converters.addAll(List.of(
                            new ClientSecretBasicAuthenticationConverter(),
                            new ClientSecretPostAuthenticationConverter()));
                })
                .authenticationProviders(providers -> {
                    providers.clear();
                    providers.add(clientAuthentication);
                })
                .errorResponseHandler(errors));
        server.tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> {
                    converters.clear();
                    converters.add(new ClientCredentialsRequests());
                })
                .authenticationProviders(providers ->
                        providers.removeIf(other -> !(other instanceof OAuth2ClientCredentialsAuthenticationProvider)))
                .errorResponseHandler(errors));
    }
}
