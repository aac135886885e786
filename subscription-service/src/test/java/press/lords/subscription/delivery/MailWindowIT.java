package press.lords.subscription.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import press.lords.events.kafka.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class MailWindowIT {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:30Z");

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void grantsNoMoreThanTheServerTakesWhicheverInstanceAsks() throws Exception {
        List<MailWindow> instances = List.of(window(100, NOON), window(100, NOON));
        List<Future<Integer>> granted = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 60; n++) {
                MailWindow instance = instances.get(n % 2);
                granted.add(senders.submit(() -> instance.takeForNewsletters(7).mails()));
            }
        }

        int sum = 0;
        for (Future<Integer> one : granted) {
            sum += one.get();
        }
        // Whoever lost too often against others asks again a moment later.
        sum += instances.getFirst().takeForNewsletters(100).mails();
        assertThat(sum).isEqualTo(90);
        assertThat(instances.getFirst().takeForNewsletters(1).mails()).isZero();
        for (int n = 0; n < 10; n++) {
            assertThat(instances.get(n % 2).takeOne()).isTrue();
        }
        assertThat(instances.getLast().takeOne()).isFalse();
    }

    @Test
    void opensAgainEveryMinute() {
        MailWindow before = window(10, NOON);
        assertThat(before.takeForNewsletters(50).mails()).isEqualTo(9);
        assertThat(before.untilNext()).isEqualTo(Duration.ofSeconds(30));

        assertThat(window(10, NOON.plusSeconds(30)).takeForNewsletters(50).mails())
                .isEqualTo(9);
    }

    @Test
    void takesBackWhatWasNotNeeded() {
        MailWindow window = window(10, NOON);
        NewsletterPost.Grant granted = window.takeForNewsletters(9);
        assertThat(granted.mails()).isEqualTo(9);

        window.giveBack(granted, 4);

        assertThat(window.takeForNewsletters(9).mails()).isEqualTo(4);
    }

    @Test
    void takesNothingBackFromTheNextMinute() {
        NewsletterPost.Grant before = window(10, NOON).takeForNewsletters(9);
        MailWindow next = window(10, NOON.plusSeconds(30));
        assertThat(next.takeForNewsletters(5).mails()).isEqualTo(5);

        next.giveBack(before, 4);

        assertThat(next.takeForNewsletters(9).mails()).isEqualTo(4);
    }

    @Test
    void grantsAllWhenTheServerHasNoLimit() {
        assertThat(window(0, NOON).takeForNewsletters(5_000).mails()).isEqualTo(5_000);
        assertThat(window(0, NOON).takeOne()).isTrue();
    }

    private MailWindow window(int perMinute, Instant now) {
        MailProperties server = new MailProperties();
        server.setHost("mail.example.org");
        server.setPort(25);
        MailSettings settings = new MailSettings(
                "letters@example.org", Duration.ofMinutes(2), Duration.ofMinutes(5), 4, 100, perMinute, "");
        return new MailWindow(database, server, settings, Clock.fixed(now, ZoneOffset.UTC));
    }
}
