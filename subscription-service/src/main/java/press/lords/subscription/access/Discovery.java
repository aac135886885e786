package press.lords.subscription.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.signing.TokenKeys;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What verifiers and clients find out by themselves. The library's metadata would announce endpoints and grants that we don't have. */
@RestController
class Discovery {

    static final String METADATA = "/.well-known/oauth-authorization-server";
    static final String KEYS = "/oauth2/jwks";

    /** Well below the time that a key is published ahead. */
    private static final CacheControl FIVE_MINUTES =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Metadata metadata;
    private final TokenKeys keys;

    Discovery(IssuerSettings issuer, ClientsSettings clients, TokenKeys keys) {
        Set<String> scopes = new TreeSet<>();
        clients.clients().values().stream()
                .filter(ClientsSettings.ClientSettings::exists)
                .forEach(client -> scopes.addAll(client.scopes()));
        this.metadata = Metadata.of(issuer.uri(), List.copyOf(scopes));
        this.keys = keys;
    }

    @GetMapping(METADATA)
    ResponseEntity<Metadata> metadata() {
        return ResponseEntity.ok().cacheControl(FIVE_MINUTES).body(metadata);
    }

    @GetMapping(KEYS)
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(FIVE_MINUTES).body(keys.published());
    }

    /** RFC 8414; {@code response_types_supported} is required there and empty here, since there is no authorization endpoint. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Metadata(
            String issuer,
            String tokenEndpoint,
            String jwksUri,
            List<String> scopesSupported,
            List<String> responseTypesSupported,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported) {

        static Metadata of(String issuer, List<String> scopes) {
            return new Metadata(
                    issuer,
                    issuer + TokenEndpointConfiguration.PATH,
                    issuer + KEYS,
                    scopes,
                    List.of(),
                    List.of("client_credentials"),
                    List.of("client_secret_basic", "client_secret_post"));
        }
    }
}
