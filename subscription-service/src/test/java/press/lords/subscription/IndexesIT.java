package press.lords.subscription;

import java.util.stream.StreamSupport;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the embedded database reads everything, MongoDB looks into an index, if there is one. A few documents need none; what grows with readers does,
 * for every question that is asked of it but by id.
 */
class IndexesIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(TestDatabase.name());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        // What is claimed by whoever is free.
        "requests, dueAt",
        "mails, dueAt",
        "newsletter-mails, open state dueAt",
        "subscribers, pending",
        "consents, pending",
        // Whose it is.
        "subscribers, mailbox",
        "sessions, subscriber",
        "links, subscriber",
        "clients, owner",
        "passkeys, credential",
        "mails, subscriber",
        "newsletter-mails, subscriber",
        "newsletter-mails, issue subscriber",
        "newsletter-consents, subscriber",
        "audit, subject",
        "subscribers, newsletters state _id",
        "issue-editions, stories.article",
        // What is forgotten in time.
        "subscribers, state createdAt",
        "sessions, until",
        "links, until",
        "codes, until",
        "passkey-challenges, until",
        "mailed-addresses, last",
        "mails, createdAt",
        "newsletter-mails, createdAt",
        "issues, createdAt",
        "stories, at",
        "consents, at",
    })
    void thereIsOneForEveryQuestion(String collection, String fields) {
        MongoDatabase database = service.context().getBean(MongoDatabase.class);

        assertThat(StreamSupport.stream(
                                database.getCollection(collection).listIndexes().spliterator(), false)
                        .map(index -> String.join(
                                " ", index.get("key", Document.class).keySet())))
                .contains(fields);
    }
}
