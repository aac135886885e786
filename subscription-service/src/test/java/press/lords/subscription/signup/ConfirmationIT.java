package press.lords.subscription.signup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.request.RequestProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a confirmation that was cut off, or that can't be. */
class ConfirmationIT {

    private static final Date BEGUN = Date.from(Instant.parse("2026-03-01T12:00:00Z"));

    private static TestMailServer mails;
    private static RunningService service;
    private static MongoDatabase database;

    private final String address = "reader-" + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
        database = service.context().getBean(MongoDatabase.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void isDoneByAnotherClickWhenWhoeverBeganItDied() {
        String token = subscribed("every-story");
        begun(token);

        HttpResponse<String> answer = click(token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(reader(token)).containsEntry("state", "ACTIVE").containsEntry("newsletters", List.of("every-story"));
        mails.awaitMail(address, 2).token("/sign-in/");
    }

    @Test
    void givesNewslettersAndLetsInWhenItDiedRightAfterOpeningTheAccount() {
        String token = subscribed("every-story");
        begun(token);
        database.getCollection("subscribers")
                .updateOne(
                        new Document("_id", subscriber(token)),
                        new Document("$set", new Document("state", "ACTIVE").append("confirmedAt", BEGUN)));

        assertThat(click(token).body()).contains("Thank you");

        assertThat(reader(token)).containsEntry("newsletters", List.of("every-story"));
        mails.awaitMail(address, 2).token("/sign-in/");
        assertThat(click(token).body()).as("a double click").contains("Thank you");
        assertThat(mails.mailsTo(address)).hasSize(2);
    }

    @Test
    void thanksNobodyForWhatWasRefused() {
        String token = subscribed("every-story");
        database.getCollection("subscribers").deleteOne(new Document("_id", subscriber(token)));

        for (int n = 0; n < 2; n++) {
            HttpResponse<String> answer = click(token);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).doesNotContain("Thank you");
        }
    }

    @Test
    void provesTheWordsThatStandInTheMailAndOnThePage() {
        String token = subscribed("every-story");
        String wording = "Every story: each story when it is published";
        TestMailServer.Taken mail = mails.mailsTo(address).getFirst();
        assertThat(mail.text()).contains("\n- " + wording);
        assertThat(mail.html()).contains("<li>" + wording + "</li>");
        assertThat(service.get("/confirm/" + token).body()).contains("<li>" + wording + "</li>");
        // As if the newsletter had other words by now.
        String former = "Every story: what it was then";
        database.getCollection("links")
                .updateOne(
                        new Document("_id", Secrets.hash(token)),
                        new Document("$set", new Document("newsletters.every-story", former)));
        String subscriber = subscriber(token);

        assertThat(service.get("/confirm/" + token).body()).contains("<li>" + former + "</li>");
        assertThat(click(token).statusCode()).isEqualTo(200);

        assertThat(service.context().getBean(NewsletterConsents.class).of(subscriber))
                .extracting(NewsletterConsents.Entry::wording)
                .containsExactly(former);
        assertThat(service.get("/confirm/" + token).body()).doesNotContain("<li>");
    }

    @Test
    void isRefusedWhenOthersChangeTheReaderAllTheTime() {
        String id = subscriber(subscribed("every-story"));
        Subscribers subscribers = service.context().getBean(Subscribers.class);

        assertThatThrownBy(() -> subscribers.change(id, found -> {
                    database.getCollection("subscribers")
                            .updateOne(new Document("_id", id), new Document("$inc", new Document("version", 1)));
                    return found.confirmed(BEGUN.toInstant());
                }))
                .isInstanceOf(RequestProblem.Contended.class);
        assertThat(found("subscribers", id)).containsEntry("state", "UNCONFIRMED");
    }

    private String subscribed(String newsletter) {
        service.post(
                "/api/subscriptions", "{\"email\": \"" + address + "\", \"newsletters\": [\"" + newsletter + "\"]}");
        return mails.awaitMail(address, 1).token("/confirm/");
    }

    private static void begun(String token) {
        database.getCollection("links")
                .updateOne(
                        new Document("_id", Secrets.hash(token)), new Document("$set", new Document("usedAt", BEGUN)));
    }

    private static String subscriber(String token) {
        return found("links", Secrets.hash(token)).getString("subscriber");
    }

    private static Document reader(String token) {
        return found("subscribers", subscriber(token));
    }

    private static Document found(String collection, String id) {
        Document found =
                database.getCollection(collection).find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }

    private static HttpResponse<String> click(String token) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address("/api/subscriptions/confirmations")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("token=" + token)));
    }
}
