package press.lords.subscription.access.signing;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import com.mongodb.MongoException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * This instance's view of the signing keys: to sign with, the current one alone; to verify with, all that are published. With the database
 * away it goes on with those that it knows.
 */
@Component
public final class TokenKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(TokenKeys.class);

    private final RotateSigningKeys rotation;
    private final Clock clock;
    private volatile Keyring ring;

    TokenKeys(RotateSigningKeys rotation, Clock clock) {
        this.rotation = rotation;
        this.clock = clock;
        this.ring = rotation.whenDue();
    }

    /** The key to sign with. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(ring.current(clock.instant()).jwk()));
    }

    /** The public keys to verify with, as the members of a JSON Web Key Set. */
    public Map<String, Object> published() {
        List<JWK> keys = ring.published(clock.instant()).stream()
                .map(key -> (JWK) key.jwk().toPublicJWK())
                .toList();
        return new JWKSet(keys).toJSONObject();
    }

    Keyring ring() {
        return ring;
    }

    void rotateAtOnce() {
        ring = rotation.atOnce();
    }

    @Scheduled(
            initialDelayString = "${press.signing-keys.read-every}",
            fixedDelayString = "${press.signing-keys.read-every}")
    void readAgain() {
        try {
            ring = rotation.whenDue();
        } catch (MongoException e) {
            log.warn(
                    "signing keys can't be read, going on with those known: {}",
                    e.getClass().getSimpleName());
        }
    }
}
