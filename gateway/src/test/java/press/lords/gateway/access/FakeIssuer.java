package press.lords.gateway.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.State;

/** An issuer of readers' tokens, and the sessions as a gateway sees them that knows its keys. */
public final class FakeIssuer {

    public static final String NAME = "https://press.example";

    static final AccessSettings SETTINGS = new AccessSettings(
            NAME,
            URI.create("http://127.0.0.1:1/jwks"),
            "lords-press",
            Duration.ofMinutes(5),
            Path.of("target", "issuers-keys"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10));

    private final RSAKey key = key();
    private final Clock clock;
    private final IssuerKeys keys = new IssuerKeys(
            SETTINGS.jwksUri(),
            new KeysOnDisk(SETTINGS.stateDirectory().resolve(key.getKeyID())),
            SETTINGS.keysEvery(),
            SETTINGS.keysEvery());
    private final Withdrawals withdrawals = new Withdrawals();
    private int revisions;

    public FakeIssuer(Clock clock) {
        this.clock = clock;
    }

    /** @param known whether the gateway has heard of this issuer, and of all that it told before */
    public Sessions sessions(boolean known) {
        if (known) {
            learnKeys();
            learnWithdrawals();
        }
        return new Sessions(new ReaderTokens(keys, SETTINGS, clock), withdrawals, keys, clock.instant());
    }

    /** The gateway hears of this issuer. */
    public void learnKeys() {
        keys.learn(jwks());
    }

    /** The gateway has heard of all that was told before. */
    public void learnWithdrawals() {
        withdrawals.complete();
    }

    /** A token of a reader who may read everything. */
    public String token() {
        return token(claims -> claims);
    }

    /** The same but for what the caller changes. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> changes) {
        return sign(header().build(), signer(key), changes.apply(claims()).build());
    }

    /** What is published of a reader: nothing is withdrawn any more, unless the caller says so. */
    public void tell(String subscriber, State state, Access access) {
        revisions++;
        withdrawals.apply(subscriber, revisions, new Changed(state, access, null, List.of()));
    }

    RSAKey privateKey() {
        return key;
    }

    /** What it publishes. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(SETTINGS.issuer())
                .audience(SETTINGS.audience())
                .subject("reader-1")
                .claim("sid", "session-1")
                .claim("scope", "reader")
                .claim("access", "subscribers")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(SETTINGS.tokenLifetime())));
    }

    static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
