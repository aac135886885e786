package press.lords.subscription.newsletter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.newsletter.Issue.State;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.subscription.newsletter.TestStories.corrected;
import static press.lords.subscription.newsletter.TestStories.published;
import static press.lords.subscription.newsletter.TestStories.redacted;
import static press.lords.subscription.newsletter.TestStories.retracted;

class FollowStoriesIT {

    private static final long SEED = 20261125;

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final SetClock clock = new SetClock("2026-03-01T08:00:00Z");
    private final Instant now = clock.instant();
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
    void makesOneIssueHoweverOftenAndInWhateverOrderInstancesHearOfAStory() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            String article = "a" + round;
            List<Callable<Void>> heard = new ArrayList<>();
            for (int n = 0; n < 9; n++) {
                TestInstance instance = n % 2 == 0 ? one : other;
                int number = 1 + n % 3;
                heard.add(() -> {
                    instance.follow().published(published(article, number, now, now, Kind.NEWS, null));
                    return null;
                });
            }
            Collections.shuffle(heard, random);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Void> done : threads.invokeAll(heard)) {
                    done.get();
                }
            }
        }

        assertThat(one.issues().unfinished())
                .as("seed " + SEED)
                .hasSize(20)
                .allSatisfy(issue -> assertThat(issue.stories())
                        .singleElement()
                        .satisfies(story -> assertThat(story.revision()).isEqualTo(3)));
    }

    @Test
    void aSpecialReportIsInTwoNewsletters() {
        one.follow().published(published("a", 1, now, now, Kind.SPECIAL_REPORT, null));

        assertThat(one.issues().unfinished())
                .extracting(Issue::id)
                .containsExactlyInAnyOrder("every-story/a", "special-reports/a");
    }

    @Test
    void anOldArchiveMailsNobody() {
        Instant old = now.minus(Duration.ofHours(24));
        one.follow().published(published("a", 1, old));
        one.follow().published(corrected("a", 2, old, old));
        one.follow().published(published("b", 1, now.minus(Duration.ofDays(2000))));

        assertThat(one.issues().unfinished()).isEmpty();
    }

    @Test
    void aNewerRevisionMakesTheNextEditionUntilTheIssueIsFinished() {
        one.follow().published(published("a", 1, now));
        Issue first = issue("every-story/a");

        other.follow().published(published("a", 2, now));
        Issue second = issue("every-story/a");

        assertThat(first.edition()).isEqualTo(1);
        assertThat(second.edition()).isEqualTo(2);
        assertThat(second.stories().getFirst().headline()).isEqualTo("Headline 2 of a");
        assertThat(one.issues().isCurrent(first)).isFalse();
        assertThat(one.issues().isCurrent(second)).isTrue();

        assertThat(one.issues().finish("every-story/a"))
                .as("not before all are listed")
                .isFalse();
        one.issues().endListing(one.issues().listing().getFirst(), 1);
        assertThat(one.issues().finish("every-story/a")).isTrue();
        assertThat(one.issues().isCurrent(second)).isFalse();
        one.follow().published(published("a", 3, now));

        assertThat(issue("every-story/a").edition()).isEqualTo(2);
        assertThat(one.issues().unfinished()).isEmpty();
    }

    @Test
    void anIssueThatNobodyGetsIsFinishedOnceAllAreListed() {
        one.follow().published(published("a", 1, now));

        one.issues().endListing(one.issues().listing().getFirst(), 0);

        assertThat(issue("every-story/a").state()).isEqualTo(State.FINISHED);
        assertThat(one.issues().unfinished()).isEmpty();
    }

    @Test
    void aRetractionWithdrawsAnIssueThatHasNothingElse() {
        one.follow().published(published("a", 1, now));

        one.follow().retracted(retracted("a", 2, now));
        other.follow().published(published("a", 1, now));

        assertThat(issue("every-story/a").state()).isEqualTo(State.WITHDRAWN);
        assertThat(one.issues().unfinished()).isEmpty();
    }

    @Test
    void aRetractionThatIsHeardOfFirstLeavesNothingToMail() {
        one.follow().retracted(retracted("a", 2, now));
        one.follow().published(published("a", 1, now));

        assertThat(one.issues().find("every-story/a")).isEmpty();
    }

    @Test
    void aRetractedStoryLeavesTheDigest() {
        one.follow().published(published("a", 1, now));
        one.follow().published(published("b", 1, now));
        one.digest().ifDue();

        other.follow().retracted(retracted("a", 2, now));

        Issue digest = issue("daily-digest/2026-03-01");
        assertThat(digest.edition()).isEqualTo(2);
        assertThat(digest.stories()).extracting(Issue.Story::article).containsExactly("b");
    }

    @Test
    void whatTheLawRemovesIsGoneFromEveryEdition() {
        one.follow().published(published("a", 1, now));
        one.follow().published(published("a", 2, now));

        one.follow().redacted(redacted("a", 3, 1, now));

        assertThat(issue("every-story/a").state()).isEqualTo(State.WITHDRAWN);
        assertThat(one.editions().stories("every-story/a", 1).getFirst().headline())
                .isEmpty();
        assertThat(one.editions().stories("every-story/a", 2).getFirst().headline())
                .isEqualTo("Headline 2 of a");
    }

    @Test
    void whatTheLawRemovesIsGoneFromAnEditionThatWasAddedMeanwhileToo() {
        List<Issue.Story> stories =
                List.of(KnownStory.Shown.of(published("a", 1, now)).story());
        one.follow().redacted(redacted("a", 2, 1, now));
        one.editions().add("every-story/a", 1, stories);

        one.updates().redactGone(stories);

        assertThat(one.editions().stories("every-story/a", 1).getFirst().headline())
                .isEmpty();
    }

    @Test
    void onlyACorrectionThatAsksForItIsAnIssueOfItsOwn() {
        one.follow().published(published("a", 1, now));
        one.follow().published(published("a", 2, now));
        one.follow().published(corrected("a", 3, now, now));
        other.follow().published(corrected("a", 3, now, now));
        one.follow().published(published("a", 4, now));

        Issue correction = issue("correction/a/3");
        assertThat(correction.newsletter()).isNull();
        assertThat(correction.note()).isEqualTo("A note.");
        assertThat(correction.stories().getFirst().revision())
                .as("as it stands now")
                .isEqualTo(4);
        assertThat(one.issues().unfinished())
                .extracting(Issue::id)
                .containsExactlyInAnyOrder("every-story/a", "correction/a/3");
    }

    @Test
    void isForgottenWhenNobodyCanAskForItAnyMore() {
        one.follow().published(published("a", 1, now));
        clock.set("2026-05-31T08:00:00Z");
        one.forget().before(now);
        assertThat(one.issues().find("every-story/a")).isPresent();

        one.forget().before(now.plusMillis(1));

        assertThat(one.issues().find("every-story/a")).isEmpty();
        assertThat(one.editions().stories("every-story/a", 1)).isEmpty();
        one.follow().published(published("a", 1, now));
        assertThat(one.issues().unfinished()).as("nor made again").isEmpty();
    }

    private Issue issue(String id) {
        return one.issues().find(id).orElseThrow();
    }
}
