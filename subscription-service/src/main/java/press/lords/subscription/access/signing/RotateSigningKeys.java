package press.lords.subscription.access.signing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.subscription.access.signing.SigningKey.State;

/** Makes the first key, the next ones in time, and takes away what nothing was signed with any more. Any number of instances may do so at once. */
@Service
class RotateSigningKeys {

    private static final Logger log = LoggerFactory.getLogger(RotateSigningKeys.class);

    /** Every resource server takes RS256 without being told; 2048 bits outlast a month by far. */
    private static final int KEY_BITS = 2048;

    private final SigningKeys keys;
    private final RotationSettings settings;
    private final Clock clock;

    RotateSigningKeys(SigningKeys keys, RotationSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** The keys as they are due now. */
    Keyring whenDue() {
        Instant now = now();
        Keyring ring = ringWithAFirstKey(now);
        Instant due = ring.newest().signsFrom().plus(settings.signsFor()).minus(settings.publishedAhead());
        return tidied(due.isAfter(now) ? ring : follow(ring.newest(), now), now);
    }

    /** Begins a rotation now, unless one is under way: its key is published at once and signs once it is known everywhere. */
    Keyring atOnce() {
        Instant now = now();
        Keyring ring = ringWithAFirstKey(now);
        return ring.newest().signsFrom().isAfter(now) ? ring : follow(ring.newest(), now);
    }

    private Keyring ringWithAFirstKey(Instant now) {
        List<SigningKey> stored = keys.all();
        if (!stored.isEmpty()) {
            return new Keyring(stored, settings.keptAfter());
        }
        add(new SigningKey(1, now, now, generate()));
        return new Keyring(keys.all(), settings.keptAfter());
    }

    private Keyring follow(SigningKey newest, Instant now) {
        add(new SigningKey(newest.number() + 1, now, now.plus(settings.publishedAhead()), generate()));
        return new Keyring(keys.all(), settings.keptAfter());
    }

    private void add(SigningKey key) {
        if (keys.add(key)) {
            log.info("signing key {} ({}) made, signs from {}", key.number(), key.kid(), key.signsFrom());
        }
    }

    private Keyring tidied(Keyring ring, Instant now) {
        for (SigningKey key : ring.keys()) {
            if (ring.state(key, now) == State.EXPIRED) {
                keys.remove(key);
                log.info("signing key {} ({}) removed, its tokens are expired", key.number(), key.kid());
            }
        }
        return ring;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java makes no RSA keys", e);
        }
    }
}
