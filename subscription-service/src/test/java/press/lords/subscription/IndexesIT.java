package press.lords.subscription;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the embedded database reads everything, MongoDB looks into an index, if there is one. A few documents need none; what grows with readers does,
 * for every question that is asked of it but by id.
 */
@OnContainers
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

    @Test
    void thereIsOneForEveryQuestionAndNoOther() {
        assertThat(TestDatabase.indexes(service.context().getBean(MongoDatabase.class)))
                .containsExactlyInAnyOrder(
                        // What is claimed by whoever is free.
                        "requests, dueAt",
                        "mails, dueAt",
                        "newsletter-mails, open state dueAt",
                        "issues, state",
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
                        "issue-editions, issue",
                        "issue-editions, stories.article",
                        "stories, publishedAt",
                        // What operators are told.
                        "mails, state",
                        "mails, maybe",
                        // What is forgotten in time.
                        "subscribers, state createdAt",
                        "sessions, until",
                        "links, until",
                        "codes, until",
                        "passkey-challenges, until",
                        "mailed-addresses, last",
                        "network-counts, fullAt",
                        "mails, createdAt",
                        "newsletter-mails, createdAt",
                        "issues, createdAt",
                        "stories, at",
                        "consents, at",
                        // What is to be sent, and what was.
                        "subscribers, pending",
                        "subscribers, sent.topic _id",
                        "subscribers.revisions, thing number",
                        "consents, pending",
                        "consents, sent.topic _id",
                        "consents.revisions, thing number",
                        "notices, pending",
                        "notices, sent.topic _id",
                        "notices.revisions, thing number");
    }
}
