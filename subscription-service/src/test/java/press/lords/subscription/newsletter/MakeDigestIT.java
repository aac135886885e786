package press.lords.subscription.newsletter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.newsletter.Issue.State;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.subscription.newsletter.TestStories.published;
import static press.lords.subscription.newsletter.TestStories.retracted;

class MakeDigestIT {

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final SetClock clock = new SetClock("2026-02-28T20:00:00Z");
    private final TestInstance one = new TestInstance(database, clock);
    private final TestInstance other = new TestInstance(database, clock);

    @AfterEach
    void close() {
        one.close();
        other.close();
        database.drop();
        mongo.close();
    }

    @Test
    void isMadeOnceWhenManyLookAtOnceAndNoStoryIsLost() throws Exception {
        for (int day = 1; day <= 9; day++) {
            clock.set("2026-03-0" + day + "T07:00:00Z");
            List<Callable<Void>> together = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                TestInstance instance = n % 2 == 0 ? one : other;
                String article = "d" + day + "n" + n;
                Instant at = clock.instant().minusSeconds(n);
                together.add(() -> {
                    instance.digest().ifDue();
                    instance.follow().published(published(article, 1, at));
                    instance.digest().ifDue();
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (Future<Void> done : threads.invokeAll(together)) {
                    done.get();
                }
            }
        }
        clock.set("2026-03-10T07:00:00Z");
        one.digest().ifDue();

        List<String> told = digests().stream()
                .flatMap(digest -> digest.stories().stream())
                .map(Issue.Story::article)
                .toList();
        assertThat(told).hasSize(72).doesNotHaveDuplicates();
        assertThat(digests()).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void isDueByTheClockOfThePaper() {
        one.follow().published(published("a", 1, clock.instant()));
        clock.set("2026-03-01T06:59:59Z");
        one.digest().ifDue();
        assertThat(digest("2026-03-01")).isEmpty();

        clock.set("2026-03-01T07:00:00Z");
        one.digest().ifDue();

        assertThat(digest("2026-03-01")).isPresent();
    }

    @Test
    void aStoryThatIsHeardOfTooLateIsInTheNextOne() {
        clock.set("2026-03-01T07:00:00Z");
        one.follow().published(published("a", 1, Instant.parse("2026-03-01T06:00:00Z")));
        one.digest().ifDue();
        other.follow().published(published("late", 1, Instant.parse("2026-03-01T06:30:00Z")));
        other.digest().ifDue();

        clock.set("2026-03-02T07:00:00Z");
        one.digest().ifDue();

        assertThat(articles("2026-03-01")).containsExactly("a");
        assertThat(articles("2026-03-02")).containsExactly("late");
    }

    @Test
    void comesAlsoAfterDowntimeUnlessTheNextIsNear() {
        one.follow().published(published("a", 1, clock.instant()));
        clock.set("2026-03-01T18:59:00Z");
        one.digest().ifDue();
        assertThat(articles("2026-03-01")).containsExactly("a");
        one.follow().published(published("b", 1, clock.instant()));

        clock.set("2026-03-02T19:01:00Z");
        one.digest().ifDue();
        assertThat(digest("2026-03-02")).isEmpty();

        clock.set("2026-03-03T07:00:00Z");
        one.digest().ifDue();
        assertThat(articles("2026-03-03")).containsExactly("b");
    }

    @Test
    void comesOnceADayAcrossBothChangesOfTheClocks() {
        // In London clocks go forward on 29 March 2026 and back on 25 October, both at 01:00 UTC.
        try (TestInstance night = new TestInstance(database, clock, LocalTime.of(1, 30))) {
            for (String from : List.of("2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z")) {
                Instant moment = Instant.parse(from);
                for (int quarter = 0; quarter < 4 * 72; quarter++) {
                    clock.set(moment.plus(Duration.ofMinutes(15L * quarter)).toString());
                    night.digest().ifDue();
                }
            }
        }

        assertThat(digests())
                .extracting(Issue::id)
                .containsExactlyInAnyOrder(
                        "daily-digest/2026-03-28",
                        "daily-digest/2026-03-29",
                        "daily-digest/2026-03-30",
                        "daily-digest/2026-10-24",
                        "daily-digest/2026-10-25",
                        "daily-digest/2026-10-26");
        assertThat(createdAt("2026-03-29")).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(createdAt("2026-03-30")).isEqualTo("2026-03-30T00:30:00Z");
        assertThat(createdAt("2026-10-25")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(createdAt("2026-10-26")).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void withoutStoriesIsFinishedAtOnce() {
        one.follow().published(published("old", 1, clock.instant().minus(Duration.ofDays(4))));
        clock.set("2026-03-01T07:00:00Z");

        one.digest().ifDue();

        assertThat(digest("2026-03-01"))
                .hasValueSatisfying(digest -> assertThat(digest)
                        .returns(State.FINISHED, Issue::state)
                        .returns(0, Issue::edition)
                        .returns(List.of(), Issue::stories));
    }

    @Test
    void aStoryThatComesBackAfterItsDigestWasWithdrawnIsInTheNext() {
        one.follow().published(published("a", 1, clock.instant()));
        clock.set("2026-03-01T07:00:00Z");
        one.digest().ifDue();
        one.follow().retracted(retracted("a", 2, clock.instant()));
        assertThat(digest("2026-03-01"))
                .hasValueSatisfying(digest -> assertThat(digest.state()).isEqualTo(State.WITHDRAWN));
        one.follow().published(published("a", 3, Instant.parse("2026-02-28T20:00:00Z")));

        clock.set("2026-03-02T07:00:00Z");
        one.digest().ifDue();

        assertThat(articles("2026-03-02")).containsExactly("a");
    }

    @Test
    void isCompletedByWhoeverLooksNextWhenItsMakerDiedInBetween() {
        one.follow().published(published("a", 1, clock.instant()));
        clock.set("2026-03-01T07:00:00Z");
        one.digest().ifDue();
        database.getCollection("issues").deleteOne(new Document("_id", "daily-digest/2026-03-01"));

        other.follow().published(published("b", 1, clock.instant()));
        other.digest().ifDue();
        clock.set("2026-03-02T07:00:00Z");
        other.digest().ifDue();

        assertThat(articles("2026-03-01")).containsExactly("a");
        assertThat(articles("2026-03-02")).containsExactly("b");
    }

    private Optional<Issue> digest(String day) {
        return one.issues().find("daily-digest/" + day);
    }

    private List<String> articles(String day) {
        return digest(day).orElseThrow().stories().stream()
                .map(Issue.Story::article)
                .toList();
    }

    private String createdAt(String day) {
        return digest(day).orElseThrow().createdAt().toString();
    }

    private List<Issue> digests() {
        return one.issues().since(Instant.EPOCH, Newsletters.DAILY_DIGEST);
    }
}
