package press.lords.subscription.access.signing;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.StartRefused;
import press.lords.subscription.vault.Vaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@OnContainers
class SigningKeysIT {

    private static final RotationSettings SETTINGS =
            new RotationSettings(Duration.ofDays(30), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(1));

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final SetClock clock = new SetClock();

    @AfterEach
    void dropDatabase() {
        database.drop();
        mongo.close();
    }

    @Test
    void voidsNoTokenByARestart() throws Exception {
        SignedJWT token = sign(instance());

        TokenKeys restarted = instance();

        assertThat(verifies(restarted, token)).isTrue();
        assertThat(sign(restarted).getHeader().getKeyID())
                .isEqualTo(token.getHeader().getKeyID());
    }

    @Test
    void makesOneFirstKeyHoweverManyInstancesStartAtOnce() throws Exception {
        Callable<String> start = () -> sign(instance()).getHeader().getKeyID();
        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            List<Future<String>> kids = instances.invokeAll(List.of(start, start, start, start));

            assertThat(kids).map(Future::get).containsOnly(kids.getFirst().get());
        }
        assertThat(database.getCollection("signing-keys").countDocuments()).isEqualTo(1);
    }

    @Test
    void rotatesByAgeWithoutAMomentInWhichAGoodTokenIsRefused() throws Exception {
        TokenKeys one = instance();
        TokenKeys other = instance();
        SignedJWT early = sign(one);

        clock.pass(SETTINGS.signsFor().minus(SETTINGS.publishedAhead()));
        one.readAgain();
        other.readAgain();
        assertThat(published(one)).hasSize(2).isEqualTo(published(other));
        assertThat(sign(one).getHeader().getKeyID()).isEqualTo(early.getHeader().getKeyID());

        clock.pass(SETTINGS.publishedAhead());
        SignedJWT late = sign(one);
        assertThat(late.getHeader().getKeyID()).isNotEqualTo(early.getHeader().getKeyID());
        assertThat(Stream.of(one, other, instance())).allMatch(i -> verifies(i, early) && verifies(i, late));

        clock.pass(SETTINGS.keptAfter());
        one.readAgain();
        assertThat(verifies(one, early)).isFalse();
        assertThat(verifies(one, late)).isTrue();
        assertThat(database.getCollection("signing-keys").countDocuments()).isEqualTo(1);
    }

    @Test
    void rotatesAtOnceWhenAnOperatorSaysSoAndOnceHoweverOftenItIsSaid() throws Exception {
        TokenKeys keys = instance();
        SignedJWT early = sign(keys);

        keys.rotateAtOnce();
        keys.rotateAtOnce();
        instance().rotateAtOnce();

        assertThat(published(keys)).hasSize(2);
        clock.pass(SETTINGS.publishedAhead());
        assertThat(sign(keys).getHeader().getKeyID())
                .isNotEqualTo(early.getHeader().getKeyID());
        assertThat(verifies(keys, early)).isTrue();
    }

    @Test
    void keepsNoPrivateKeyInClear() throws Exception {
        TokenKeys keys = instance();
        keys.rotateAtOnce();

        List<String> documents = database.getCollection("signing-keys")
                .find()
                .map(Document::toJson)
                .into(new ArrayList<>());

        assertThat(documents).hasSize(2);
        for (SigningKey key : keys.ring().keys()) {
            var secret = key.jwk().toRSAPrivateKey().getPrivateExponent();
            byte[] pkcs8 = key.jwk().toPrivateKey().getEncoded();
            assertThat(String.join("", documents))
                    .doesNotContain(key.jwk().getPrivateExponent().toString())
                    .doesNotContain(key.jwk().getFirstPrimeFactor().toString())
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.toByteArray()))
                    .doesNotContain(Base64.getEncoder().encodeToString(pkcs8));
        }
        assertThat(database.getCollection("signing-keys").find())
                .extracting(document ->
                        new String(document.get("sealed", Binary.class).getData(), UTF_8))
                .noneMatch(text -> text.contains("kty"));
    }

    @Test
    void refusesToStartWithAnotherEncryptionKey() {
        instance();
        String another = Base64.getEncoder().encodeToString("another key, also 32 bytes long.".getBytes(UTF_8));

        assertThatThrownBy(() -> instance(another))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.remedy()).contains("PRESS_ENCRYPTION_KEY"));
    }

    @Test
    void refusesAKeyWhoseTimeWasChangedInTheDatabase() {
        instance();
        database.getCollection("signing-keys")
                .updateOne(new Document("_id", 1), new Document("$set", new Document("signsFrom", Instant.EPOCH)));

        assertThatThrownBy(this::instance).isInstanceOf(StartRefused.class);
    }

    private TokenKeys instance() {
        return instance(RunningService.ENCRYPTION_KEY);
    }

    private TokenKeys instance(String encryptionKey) {
        SigningKeys stored = new SigningKeys(database, Vaults.withKey(encryptionKey));
        return new TokenKeys(new RotateSigningKeys(stored, SETTINGS, clock), clock);
    }

    private static SignedJWT sign(TokenKeys keys) throws ParseException {
        JwtEncoderParameters claims = JwtEncoderParameters.from(
                JwsHeader.with(SignatureAlgorithm.RS256).build(),
                JwtClaimsSet.builder().subject("newsroom").build());
        return SignedJWT.parse(new NimbusJwtEncoder(keys).encode(claims).getTokenValue());
    }

    private static List<JWK> published(TokenKeys keys) {
        try {
            return JWKSet.parse(keys.published()).getKeys();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean verifies(TokenKeys keys, SignedJWT token) {
        JWSHeader header = token.getHeader();
        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        return published(keys).stream()
                .filter(key -> key.getKeyID().equals(header.getKeyID()))
                .anyMatch(key -> {
                    try {
                        JWSVerifier verifier = new RSASSAVerifier(key.toRSAKey());
                        return token.verify(verifier);
                    } catch (JOSEException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
