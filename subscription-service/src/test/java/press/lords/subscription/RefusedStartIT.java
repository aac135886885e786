package press.lords.subscription;

import java.util.Base64;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class RefusedStartIT {

    private final String database = TestDatabase.name();

    @ParameterizedTest
    @ValueSource(strings = {"", "uVq4-9fKx_27TzLm8.RwB0c", "changeme-changeme-changeme-1234"})
    void tellsWhichSecretToSet(String secret, CapturedOutput output) {
        assertRefused("press.clients.newsroom.secret=" + secret);

        assertThat(output.getOut()).contains("PRESS_NEWSROOM_SECRET");
        if (!secret.isEmpty()) {
            assertThat(output.getAll()).doesNotContain(secret);
        }
    }

    @Test
    void tellsThatNoMailCouldBeSentWithinItsLease(CapturedOutput output) {
        assertRefused("press.mail.lease=59s");

        assertThat(output.getOut()).contains("PRESS_MAIL_LEASE", "PRESS_MAIL_TIMEOUT_MILLIS");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout=0, PRESS_MAIL_TIMEOUT_MILLIS",
        "timeout=-1, PRESS_MAIL_TIMEOUT_MILLIS",
        "writetimeout=0, PRESS_MAIL_TIMEOUT_MILLIS",
        "connectiontimeout=0, PRESS_MAIL_CONNECT_TIMEOUT_MILLIS"
    })
    void tellsThatTheMailServerMightTakeForEver(String timeout, String setting, CapturedOutput output) {
        assertRefused("spring.mail.properties.mail.smtp." + timeout);

        assertThat(output.getOut()).contains("may take for ever", setting);
    }

    @Test
    void tellsThatMailsGoOutByNoOtherProtocol(CapturedOutput output) {
        assertRefused("spring.mail.protocol=smtps");
        assertThat(output.getOut()).contains("not by smtps", "PRESS_MAIL_TLS", "mail.smtp.ssl.enable");
    }

    @Test
    void tellsToSetAnEncryptionKey(CapturedOutput output) {
        assertRefused("press.vault.encryption-key=");

        assertThat(output.getOut()).contains("PRESS_ENCRYPTION_KEY");
    }

    @Test
    void tellsThatTheEncryptionKeyIsNotTheOneOfThisDatabase(CapturedOutput output) {
        TestBroker.empty();
        RunningService.start(database).close();
        String another = Base64.getEncoder().encodeToString("another key, also 32 bytes long.".getBytes(UTF_8));

        assertRefused("press.vault.encryption-key=" + another);

        assertThat(output.getOut()).contains("sealed with another encryption key", "PRESS_ENCRYPTION_KEY");
        assertThat(output.getAll()).doesNotContain(another);
    }

    @Test
    void tellsWhichIndexIsNotAsItReliesOn(CapturedOutput output) {
        try (MongoClient mongo = MongoClients.create(TestDatabase.uri())) {
            MongoCollection<Document> passkeys = mongo.getDatabase(database).getCollection("passkeys");
            passkeys.insertOne(new Document());
            passkeys.createIndex(Indexes.ascending("credential"));
        }

        assertThatThrownBy(() -> RunningService.start(database)).hasRootCauseInstanceOf(MongoException.class);

        assertThat(output.getOut()).contains("credential_1", "Drop that index");
    }

    @Test
    void refusesTokensThatLiveTooLong(CapturedOutput output) {
        assertThatThrownBy(() -> RunningService.start(database, "press.issuer.token-lifetime=11m"))
                .isInstanceOf(Exception.class);

        assertThat(output.getOut()).contains("press.issuer.tokenLifetime");
    }

    private void assertRefused(String setting) {
        assertThatThrownBy(() -> RunningService.start(database, setting)).hasRootCauseInstanceOf(StartRefused.class);
    }
}
