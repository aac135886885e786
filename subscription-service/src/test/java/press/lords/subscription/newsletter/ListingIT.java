package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.newsletter.Issue.State;
import press.lords.subscription.newsletter.Issues.Underway;
import press.lords.subscription.signup.Subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.subscription.newsletter.TestStories.corrected;
import static press.lords.subscription.newsletter.TestStories.published;
import static press.lords.subscription.newsletter.TestStories.retracted;

/** Who gets an issue. The service's own worker rests; the tests do its rounds. */
@OnContainers
class ListingIT {

    private static RunningService service;

    private final String article = "a" + UUID.randomUUID();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final SetClock clock = new SetClock(now.toString());
    private final TestInstance instance = new TestInstance(bean(MongoDatabase.class), clock);

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(
                TestDatabase.name(),
                "press.issues.every=1h",
                "press.issues.catch-up=10m",
                "spring.kafka.bootstrap-servers=127.0.0.1:1",
                "spring.mail.port=1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forgetReaders() {
        bean(MongoDatabase.class).getCollection("subscribers").deleteMany(new Document());
        bean(MongoDatabase.class).getCollection("issues").deleteMany(new Document());
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void hasEachReaderOfTheNewsletterOnceWhoeverListsAndHoweverOften() throws Exception {
        addReaders(1_300, "every-story", "ACTIVE");
        addReaders(40, "daily-digest", "ACTIVE");
        addReaders(40, "every-story", "SUSPENDED");
        follow().published(published(article, 1, now));
        String id = "every-story/" + article;

        Underway atFirst = underway(id);
        assertThat(lister().page(atFirst)).isTrue();
        assertThat(lister().page(atFirst)).as("whoever comes second stops").isFalse();
        Underway cutOff = underway(id);
        assertThat(cutOff.after()).isNotNull();
        assertThat(issue(id).state()).isEqualTo(State.LISTING);

        List<Callable<Void>> listers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            listers.add(() -> {
                listAll(id);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(listers)) {
                done.get();
            }
        }
        lister().page(cutOff);

        assertThat(issue(id).state()).isIn(State.LISTED, State.FINISHED);
        assertThat(bean(Ledger.class).counts(id).rows()).isEqualTo(1_300);
        assertThat(head(id).getLong("listed")).isEqualTo(1_300);
    }

    @Test
    void countsAlsoWhomASlowInstanceAddsOnceAnotherHasEndedIt() {
        addReaders(3, "every-story", "ACTIVE");
        follow().published(published(article, 1, now));
        String id = "every-story/" + article;
        Underway slow = underway(id);
        listAll(id);
        addReaders(1, "every-story", "ACTIVE");

        assertThat(lister().page(slow)).isFalse();

        assertThat(bean(Ledger.class).counts(id).rows()).isEqualTo(4);
        assertThat(head(id).getLong("listed")).isEqualTo(4);
    }

    @Test
    void goesOnForWhomASlowInstanceAddsOnceAnotherHasFoundNobody() {
        follow().published(published(article, 1, now));
        String id = "every-story/" + article;
        Underway slow = underway(id);
        listAll(id);
        assertThat(issue(id).state()).isEqualTo(State.FINISHED);
        addReaders(1, "every-story", "ACTIVE");

        lister().page(slow);

        assertThat(bean(Ledger.class).counts(id).open()).isEqualTo(1);
        assertThat(head(id).getLong("listed")).isEqualTo(1);
        bean(UpdateIssues.class).resume(issue(id));
        assertThat(issue(id).state()).isEqualTo(State.LISTED);
    }

    @Test
    void goesOnAfterItsEndOnlyWithWhatItsStoriesAreByThen() {
        follow().published(published(article, 1, now));
        String id = "every-story/" + article;
        listAll(id);
        bean(Issues.class).finish(id);

        bean(Stories.class).keep(KnownStory.Shown.of(published(article, 2, now)));
        bean(UpdateIssues.class).resume(issue(id));

        assertThat(issue(id).state()).isIn(State.LISTED, State.FINISHED);
        assertThat(issue(id).edition()).isEqualTo(2);
        assertThat(issue(id).stories()).extracting(Issue.Story::revision).containsExactly(2);

        bean(Issues.class).finish(id);
        bean(Stories.class).keep(KnownStory.Gone.of(retracted(article, 3, now)));
        bean(UpdateIssues.class).resume(issue(id));

        assertThat(issue(id).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void keepsNoIssueWaitingForOneThatCannotBeListed() {
        addReaders(3, "every-story", "ACTIVE");
        String broken = "correction/broken";
        Issue.Story story =
                KnownStory.Shown.of(published("b" + article, 1, now)).story();
        bean(Issues.class).make(new Issues.Plan(broken, null, null, List.of(story)));
        bean(MongoDatabase.class)
                .getCollection("issues")
                .updateOne(Filters.eq("_id", broken), Updates.set("createdAt", Date.from(Instant.EPOCH)));
        follow().published(published(article, 1, now));
        ListingWorker worker =
                new ListingWorker(bean(MakeDigest.class), bean(Issues.class), lister(), bean(IssueSettings.class));

        worker.start();

        await().until(() -> issue("every-story/" + article).state() != State.LISTING);
        worker.stop();
        assertThat(head("every-story/" + article).getLong("listed")).isEqualTo(3);
        assertThat(issue(broken).state()).isEqualTo(State.LISTING);
    }

    @Test
    void isDoneWhenMailsAreOfNoUseAnyMore() {
        addReaders(3, "every-story", "ACTIVE");
        follow().published(published(article, 1, now));
        bean(MongoDatabase.class)
                .getCollection("issues")
                .updateOne(Filters.eq("_id", "every-story/" + article), Updates.set("until", Date.from(Instant.EPOCH)));

        listAll("every-story/" + article);

        assertThat(issue("every-story/" + article).state()).isIn(State.LISTED, State.FINISHED);
        assertThat(bean(Ledger.class).counts("every-story/" + article).rows()).isZero();
    }

    @Test
    void noReaderIsListedForAnEditionThatWasStaleBefore() {
        follow().published(published(article, 1, now));
        bean(Stories.class).keep(KnownStory.Shown.of(published(article, 2, now)));

        listAll("every-story/" + article);

        assertThat(issue("every-story/" + article).edition()).isEqualTo(2);
    }

    @Test
    void aCorrectionGoesToExactlyThoseWhoGotOrMayHaveGotTheWrongRevisionAndOnce() {
        String issue = "every-story/" + article;
        String digest = "daily-digest/of-" + article;
        follow().published(published(article, 1, now));
        bean(Issues.class)
                .make(new Issues.Plan(digest, "daily-digest", null, issue(issue).stories()));
        follow().published(published(article, 2, now));
        follow().published(corrected(article, 3, now, now));
        mailed(issue, "got-1", "SENT", 0, 1);
        mailed(issue, "got-2", "SENT", 0, 2);
        mailed(issue, "got-3", "SENT", 0, 3);
        mailed(issue, "maybe-got-1-then-3", "SENT", 1, 1, 3);
        mailed(issue, "maybe-got-2", "FAILED", 1, 2);
        mailed(issue, "never-got-1", "SUPPRESSED", 0);
        mailed(digest, "got-1", "SENT", 0, 1);
        mailed(digest, "digest-got-2", "SENT", 0, 2);
        mailed("every-story/another", "other-story", "SENT", 0, 1);

        listAll("correction/" + article + "/3");
        listAll("correction/" + article + "/3");

        assertThat(candidates("correction/" + article + "/3"))
                .containsExactlyInAnyOrder(
                        "got-1 daily-digest",
                        "got-2 every-story",
                        "maybe-got-1-then-3 every-story",
                        "maybe-got-2 every-story",
                        "digest-got-2 daily-digest");
    }

    @Test
    void aCorrectionComesUnderANewsletterThatTheReaderStillGets() {
        follow().published(published(article, 1, now));
        bean(Issues.class)
                .make(new Issues.Plan(
                        "daily-digest/of-" + article,
                        "daily-digest",
                        null,
                        issue("every-story/" + article).stories()));
        follow().published(corrected(article, 2, now, now));
        mailed("daily-digest/of-" + article, "gave-up-" + article, "SENT", 0, 1);
        mailed("daily-digest/of-" + article, "gave-up-all-" + article, "SENT", 0, 1);
        mailed("every-story/" + article, "gave-up-" + article, "SENT", 0, 1);
        gets("gave-up-" + article, List.of("every-story"));
        gets("gave-up-all-" + article, List.of());

        listAll("correction/" + article + "/2");

        assertThat(candidates("correction/" + article + "/2")).containsExactly("gave-up-" + article + " every-story");
    }

    @Test
    void aSecondCorrectionGoesAlsoToWhomTheFirstOneBroughtWhatIsWrongToo() {
        follow().published(published(article, 1, now));
        follow().published(corrected(article, 2, now, now));
        mailed("every-story/" + article, "got-2", "SENT", 0, 2);
        mailed("correction/" + article + "/2", "corrected-to-2", "SENT", 0, 1);
        follow().published(corrected(article, 3, now, now));

        listAll("correction/" + article + "/3");

        assertThat(candidates("correction/" + article + "/3"))
                .containsExactlyInAnyOrder("got-2 every-story", "corrected-to-2 every-story");
    }

    @Test
    void aCorrectionWaitsForMailsThatAreBeingSentWithWhatIsWrong() {
        String correction = "correction/" + article + "/2";
        follow().published(published(article, 1, now));
        follow().published(corrected(article, 2, now, now));
        mailed("every-story/" + article, "getting-1", "SENDING", 0, 1);

        listAll(correction);
        assertThat(issue(correction).state()).isEqualTo(State.LISTING);
        assertThat(candidates(correction)).isEmpty();

        bean(MongoDatabase.class)
                .getCollection("newsletter-mails")
                .updateOne(
                        Filters.eq("subscriber", "getting-1"),
                        Updates.combine(Updates.set("state", "SENT"), Updates.unset("open"), Updates.unset("dueAt")));
        listAll(correction);

        assertThat(issue(correction).state()).isIn(State.LISTED, State.FINISHED);
        assertThat(candidates(correction)).containsExactly("getting-1 every-story");
    }

    @Test
    void aLongListOfCorrectedReadersIsTakenPageByPage() {
        String issue = "every-story/" + article;
        follow().published(published(article, 1, now));
        follow().published(corrected(article, 2, now, now));
        for (int n = 0; n < 1_000; n++) {
            mailed(issue, "reader-" + n, "SENT", 0, 1);
        }

        listAll("correction/" + article + "/2");

        assertThat(candidates("correction/" + article + "/2")).hasSize(1_000);
    }

    private void listAll(String id) {
        boolean more = true;
        while (more) {
            more = bean(Issues.class).listing().stream()
                    .filter(one -> one.issue().id().equals(id))
                    .anyMatch(lister()::page);
        }
    }

    private ListReaders lister() {
        return new ListReaders(
                bean(Issues.class),
                bean(UpdateIssues.class),
                bean(ListCorrected.class),
                bean(Subscribers.class),
                bean(Ledger.class),
                clock);
    }

    private static Underway underway(String id) {
        return bean(Issues.class).listing().stream()
                .filter(one -> one.issue().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private FollowStories follow() {
        return instance.follow();
    }

    private static Issue issue(String id) {
        return bean(Issues.class).find(id).orElseThrow();
    }

    private static Document head(String id) {
        return Objects.requireNonNull(bean(MongoDatabase.class)
                .getCollection("issues")
                .find(Filters.eq("_id", id))
                .first());
    }

    private static void addReaders(int number, String newsletter, String state) {
        List<Document> readers = new ArrayList<>();
        for (int n = 0; n < number; n++) {
            readers.add(new Document("_id", UUID.randomUUID().toString())
                    .append("mailbox", UUID.randomUUID().toString())
                    .append("version", 1)
                    .append("state", state)
                    .append("createdAt", Date.from(Instant.EPOCH))
                    .append("newsletters", List.of(newsletter, "special-reports")));
        }
        bean(MongoDatabase.class).getCollection("subscribers").insertMany(readers);
    }

    /** A row as it is after those editions went out, may have, or are going out; nobody else touches it. */
    private void mailed(String issue, String reader, String state, int maybe, Integer... editions) {
        Document row = new Document("_id", UUID.randomUUID().toString())
                .append("issue", issue)
                .append("subscriber", reader)
                .append("newsletter", issue.startsWith("daily-digest") ? "daily-digest" : "every-story")
                .append("state", state)
                .append("editions", List.of(editions))
                .append("attempts", editions.length)
                .append("maybe", maybe)
                .append("createdAt", Date.from(now));
        if (state.equals("SENDING")) {
            row.append("open", issue).append("dueAt", Date.from(now.plus(Duration.ofDays(1))));
        }
        bean(MongoDatabase.class).getCollection("newsletter-mails").insertOne(row);
        gets(reader, List.of("every-story", "daily-digest"));
    }

    private static void gets(String reader, List<String> newsletters) {
        bean(MongoDatabase.class)
                .getCollection("subscribers")
                .replaceOne(
                        Filters.eq("_id", reader),
                        new Document("mailbox", reader)
                                .append("version", 1)
                                .append("state", "ACTIVE")
                                .append("createdAt", Date.from(Instant.EPOCH))
                                .append("newsletters", newsletters),
                        new ReplaceOptions().upsert(true));
    }

    private static List<String> candidates(String issue) {
        return bean(MongoDatabase.class)
                .getCollection("newsletter-mails")
                .find(Filters.eq("issue", issue))
                .map(row -> row.getString("subscriber") + " " + row.getString("newsletter"))
                .into(new ArrayList<>());
    }

    private static <T> T bean(Class<T> type) {
        return service.context().getBean(type);
    }
}
