package press.lords.subscription.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens with notices, instances, crowds and years. */
class ConsentOverTimeIT {

    private static final String EVERYTHING = "{\"preferences\":true,\"statistics\":true,\"newsletter-tracking\":true}";

    private final String database = TestDatabase.name();

    @BeforeEach
    void emptyTopics() {
        TestBroker.empty();
    }

    @Test
    void neitherLosesNorDoublesWhatOneVisitorChoosesAtTwoInstancesAtOnce() throws Exception {
        try (RunningService one = RunningService.start(database);
                RunningService other = RunningService.start(database);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            VisitingBrowser browser = new VisitingBrowser(one);
            browser.choose("{}");
            List<Callable<JsonNode>> choices = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                VisitingBrowser window = browser.at(n % 2 == 0 ? one : other);
                String choice = n % 3 == 0 ? "{\"statistics\":true}" : n % 3 == 1 ? "{}" : EVERYTHING;
                choices.add(() -> window.choose(choice));
            }
            for (Future<JsonNode> answered : threads.invokeAll(choices)) {
                assertThat(answered.get().get("asked").asBoolean()).isFalse();
            }

            List<JsonNode> entries = VisitingBrowser.checked(browser.history());
            assertThat(entries).hasSizeBetween(2, 61);
            for (int n = 1; n < entries.size(); n++) {
                assertThat(entries.get(n).get("event"))
                        .as("no choice is written down twice in a row")
                        .isNotEqualTo(entries.get(n - 1).get("event"));
            }
            assertThat(browser.at(other).consent()).isEqualTo(browser.consent());
            assertThat(browser.consent().get("how")).isEqualTo(entries.getLast().at("/event/how"));
        }
    }

    @Test
    void isAskedAgainOnlyByANoticeThatAsksSomethingElse() {
        VisitingBrowser browser;
        try (RunningService first = RunningService.start(database)) {
            browser = new VisitingBrowser(first);
            browser.choose("{\"statistics\":true}");
        }
        try (RunningService reworded = RunningService.start(
                database, "press.notice.version=2", "press.notice.text=The same in other words.")) {
            JsonNode consent = browser.at(reworded).consent();
            assertThat(consent.get("asked").asBoolean()).isFalse();
            assertThat(consent.at("/purposes/statistics").asBoolean()).isTrue();
            assertThat(consent.at("/notice/version").asString()).isEqualTo("2");
        }
        try (RunningService extended = RunningService.start(
                database,
                "press.notice.version=3",
                "press.notice.purposes[0].id=necessary",
                "press.notice.purposes[0].label=Showing the paper",
                "press.notice.purposes[0].required=true",
                "press.notice.purposes[1].id=statistics",
                "press.notice.purposes[1].label=Counting, with names",
                "press.notice.purposes[1].required=false")) {
            VisitingBrowser later = browser.at(extended);
            JsonNode consent = later.consent();
            assertThat(consent.get("asked").asBoolean()).isTrue();
            assertThat(consent.get("purposes")).hasToString("{\"necessary\":true,\"statistics\":false}");

            later.withdraw();
            assertThat(later.consent().get("how").asString()).isEqualTo("withdraw");
            assertThat(VisitingBrowser.checked(later.history()))
                    .extracting(entry -> entry.at("/event/notice").asString())
                    .containsExactly("1", "3");
        }
    }

    @Test
    void endsWithARefusalWhenTooManyChoicesAreWrittenDown() {
        try (RunningService service = RunningService.start(database, "press.consent.max-entries=3")) {
            VisitingBrowser browser = new VisitingBrowser(service);
            browser.choose("{\"statistics\":true}");
            browser.choose(EVERYTHING);
            browser.choose("{\"statistics\":true}");

            VisitingBrowser.assertProblem(browser.put("{\"purposes\":" + EVERYTHING + "}"), 409, "too-many-choices");
            assertThat(browser.withdraw().get("how").asString()).isEqualTo("withdraw");
            browser.choose("{}");
            browser.withdraw();
            assertThat(VisitingBrowser.checked(browser.history())).hasSize(4);
        }
    }

    @Test
    void isNotTakenFromACrowdOfNewVisitorsAtOneAddress() {
        try (RunningService service = RunningService.start(database, "press.consent.new-visitors-per-network=2")) {
            VisitingBrowser known = new VisitingBrowser(service);
            known.choose("{}");
            new VisitingBrowser(service).choose("{}");

            var refused = new VisitingBrowser(service).put("{\"purposes\":{}}");

            VisitingBrowser.assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
            known.choose("{\"statistics\":true}");
            new VisitingBrowser(service).consent();
        }
    }

    @Test
    void isGivenOnlySoOftenFromOneAddressButTakenBackAlways() {
        try (RunningService service = RunningService.start(database, "press.consent.grants-per-network=2")) {
            VisitingBrowser browser = new VisitingBrowser(service);
            browser.choose("{\"statistics\":true}");
            browser.choose(EVERYTHING);

            var refused = browser.put("{\"purposes\":{\"statistics\":true}}");

            VisitingBrowser.assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
            var page = browser.post("choice=save&purpose=statistics");
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("<h1>Not now</h1>");
            assertThat(browser.choose("{}").get("how").asString()).isEqualTo("refuse");
            assertThat(browser.withdraw().get("how").asString()).isEqualTo("refuse");
            new VisitingBrowser(service).choose("{}");
            assertThat(VisitingBrowser.checked(browser.history())).hasSize(3);
        }
    }

    @Test
    void isForgottenWhenNobodyCanAskForTheProofAnyMore() {
        try (RunningService service = RunningService.start(database)) {
            VisitingBrowser browser = new VisitingBrowser(service);
            browser.choose("{\"statistics\":true}");
            MongoDatabase stored = service.context().getBean(MongoDatabase.class);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> stored.getCollection("consents").countDocuments(Filters.exists("pending")) == 0);

            forgetAfter(service, Duration.ofDays(1094));
            assertThat(VisitingBrowser.checked(browser.history())).hasSize(1);

            forgetAfter(service, Duration.ofDays(1096));
            assertThat(browser.history().get("entries")).isEmpty();
            assertThat(stored.getCollection("consents").countDocuments()).isZero();
            assertThat(stored.getCollection("consents.revisions").countDocuments())
                    .isZero();
        }
    }

    @Test
    void isForgottenHoweverManyAreDueAtOnce() {
        try (RunningService service = RunningService.start(database)) {
            MongoCollection<Document> visitors =
                    service.context().getBean(MongoDatabase.class).getCollection("consents");
            visitors.insertMany(IntStream.range(0, 1_100)
                    .mapToObj(n -> new Document("_id", "visitor-" + n)
                            .append("revision", 0)
                            .append("at", Date.from(Instant.now())))
                    .toList());

            forgetAfter(service, Duration.ofDays(1096));

            assertThat(visitors.countDocuments()).isZero();
        }
    }

    private static void forgetAfter(RunningService service, Duration time) {
        new ForgetOldConsents(
                        service.context().getBean(Visitors.class),
                        service.context().getBean(ConsentSettings.class),
                        Clock.offset(Clock.systemUTC(), time))
                .whatIsTooOld();
    }
}
