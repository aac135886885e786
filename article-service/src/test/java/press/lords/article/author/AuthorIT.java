package press.lords.article.author;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.AuthorEvent;
import press.lords.events.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuthorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Newsroom newsroom = Newsroom.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String identity = "Canary Real Name " + unique;

    @Test
    void theIdentityBehindANameNeverLeavesTheNewsroom() throws Exception {
        Answer created = newsroom.post("/api/authors", """
                {"name": "A. B. %s", "biography": "Writes.", "identity": "%s"}""".formatted(unique, identity));
        String path = "/api/authors/" + created.text("slug");
        Answer changed = newsroom.put(path, """
                {"name": "A. B. %s", "biography": "Writes well."}""".formatted(unique), "If-Match", created.etag());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(path);
        assertThat(changed.etag()).isEqualTo("\"2\"");
        assertThat(changed.body()).isEqualTo(newsroom.get(path).body());
        assertThat(created.body().toString() + newsroom.get("/api/authors").body())
                .doesNotContain("Canary", "identity");
        Document stored = newsroom.database()
                .getCollection("authors")
                .find(new Document("_id", created.text("slug")))
                .first();
        assertThat(stored).isNotNull();
        assertThat(stored.toJson()).doesNotContain("Canary");
        assertThat(decrypted(created.text("slug"), stored.get("identity", Binary.class)))
                .isEqualTo(identity);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Log.of(Topic.AUTHORS, created.text("slug")))
                        .last()
                        .satisfies(revision -> assertThat(revision.event())
                                .isEqualTo(new AuthorEvent.Profiled("A. B. " + unique, "Writes well."))));
        assertThat(Log.messages(Topic.AUTHORS))
                .extracting(ConsumerRecord::value)
                .noneMatch(value -> new String(value, UTF_8).contains("Canary"));
    }

    /** Also where an operator asks the framework to log what it binds. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void noLogNamesTheIdentity(CapturedOutput output) {
        Logger web = (Logger) LoggerFactory.getLogger("org.springframework.web");
        web.setLevel(Level.DEBUG);
        try {
            String author = "{\"name\": \"G. H. %s\", \"identity\": \"%s\"}".formatted(unique, identity);
            Answer created = newsroom.post("/api/authors", author);
            newsroom.put("/api/authors/" + created.text("slug"), author, "If-Match", "\"9\"");
            newsroom.post("/api/authors", author.replace("G. H.", "\\u0000"));
            newsroom.post("/api/authors", author.replace("}", ", \"unknown\": 1}"));
        } finally {
            web.setLevel(null);
        }

        assertThat(output.getAll())
                .contains("AuthorRequest[", "AUTHOR_PROFILED")
                .doesNotContain("Canary");
        AuthorRequest request = new AuthorRequest("G. H.", "", "g-h", identity);
        assertThat(request.toString() + request.checked()).contains("g-h").doesNotContain("Canary");
    }

    @Test
    void aNewIdentityAloneIsNoRevision() {
        Answer created = newsroom.post("/api/authors", "{\"name\": \"C. D. %s\"}".formatted(unique));
        String slug = created.text("slug");

        Answer changed = newsroom.put(
                "/api/authors/" + slug,
                "{\"name\": \"C. D. %s\", \"identity\": \"%s\"}".formatted(unique, identity),
                "If-Match",
                created.etag());

        assertThat(changed.etag()).isEqualTo("\"2\"");
        assertThat(changed.body()).isEqualTo(created.body());
        Document stored = newsroom.database()
                .getCollection("authors")
                .find(new Document("_id", slug))
                .first();
        assertThat(stored).containsEntry("revision", 1);
    }

    @Test
    void slugsAreDerivedUniqueAndFixed() {
        String author = "{\"name\": \"Ada %s\"}".formatted(unique);
        String slug = newsroom.post("/api/authors", author).text("slug");

        assertThat(slug).isEqualTo("ada-" + unique);
        assertThat(newsroom.post("/api/authors", author).text("slug")).isEqualTo(slug + "-2");
        assertThat(newsroom.post("/api/authors", "{\"name\": \"x\", \"slug\": \"%s\"}".formatted(slug))
                        .problem())
                .isEqualTo("409 /problems/slug-taken");
        assertThat(newsroom.put("/api/authors/" + slug, "{\"name\": \"x\", \"slug\": \"y\"}", "If-Match", "*")
                        .problem())
                .isEqualTo("409 /problems/slug-fixed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}                        | 422 /problems/invalid-fields
            {"biography": "x"}                  | 422 /problems/invalid-fields
            {"name": "a", "identity": 5}        | 400 /problems/bad-request
            {"name": "a", "realName": "Canary"} | 400 /problems/bad-request
            """)
    void aRefusedProfileChangesNothing(String request, String problem) {
        Answer created = newsroom.post("/api/authors", "{\"name\": \"E. F. %s\"}".formatted(unique));
        String path = "/api/authors/" + created.text("slug");

        Answer refused = newsroom.put(path, request, "If-Match", created.etag());

        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.body().toString()).doesNotContain("Canary");
        assertThat(newsroom.post("/api/authors", request).problem()).isEqualTo(problem);
        assertThat(newsroom.put(path, request).problem()).isIn("428 /problems/precondition-required", problem);
        assertThat(newsroom.get(path).body()).isEqualTo(created.body());
    }

    @Test
    void knowsNoOthers() {
        assertThat(newsroom.get("/api/authors/nobody-" + unique).problem()).isEqualTo("404 /problems/not-found");
        assertThat(newsroom.put("/api/authors/nobody-" + unique, "{\"name\": \"x\"}", "If-Match", "*")
                        .problem())
                .isEqualTo("404 /problems/not-found");
    }

    /** With the tests' own key, which is all zeroes. */
    private static String decrypted(String slug, Binary sealed) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(sealed.getData());
        byte[] nonce = new byte[12];
        bytes.get(nonce);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(slug.getBytes(UTF_8));
        return new String(cipher.doFinal(text), UTF_8);
    }
}
