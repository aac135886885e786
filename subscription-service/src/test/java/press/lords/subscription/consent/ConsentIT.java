package press.lords.subscription.consent;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.ConsentEvent;
import press.lords.events.Topic;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SentRevisions;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.subscription.consent.VisitingBrowser.assertProblem;

@OnContainers
class ConsentIT {

    private static RunningService service;

    private VisitingBrowser browser;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(TestDatabase.name());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void aBrowser() {
        browser = new VisitingBrowser(service);
    }

    @Test
    void isAskedOfWhoComesForTheFirstTimeAndNothingIsOn() {
        JsonNode consent = browser.consent();

        assertThat(consent.get("asked").asBoolean()).isTrue();
        assertThat(consent.get("how").isNull()).isTrue();
        assertThat(consent.at("/notice/version").asString()).isEqualTo("1");
        assertThat(consent.at("/notice/hash").asString()).startsWith("sha256:");
        assertThat(consent.at("/notice/purposes")).hasSize(4);
        assertThat(consent.get("purposes")).hasToString("""
                {"necessary":true,"preferences":false,"statistics":false,"newsletter-tracking":false}""");
        assertThat(browser.cookie()).as("reading sets no cookie").isNull();
        assertThat(browser.history()).hasToString("{\"visitor\":null,\"entries\":[]}");
    }

    @Test
    void isCustomisedAcceptedRefusedAndWithdrawnAndTheReceiptShowsAll() {
        browser.with("Accept-Language", "en-GB,en;q=0.8");
        assertThat(browser.choose("{\"statistics\":true}").get("how").asString())
                .isEqualTo("customise");
        JsonNode accepted = browser.choose("{\"preferences\":true,\"statistics\":true,\"newsletter-tracking\":true}");
        assertThat(accepted.get("how").asString()).isEqualTo("accept");
        assertThat(browser.choose("{\"statistics\":false}").get("how").asString())
                .isEqualTo("refuse");
        browser.choose("{\"statistics\":true}");
        JsonNode withdrawn = browser.withdraw();

        assertThat(withdrawn).isEqualTo(browser.consent());
        assertThat(withdrawn.get("asked").asBoolean()).isFalse();
        assertThat(withdrawn.at("/purposes/statistics").asBoolean()).isFalse();
        List<JsonNode> entries = VisitingBrowser.checked(browser.history());
        assertThat(entries)
                .extracting(entry -> entry.at("/event/how").asString())
                .containsExactly("customise", "accept", "refuse", "customise", "withdraw");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.at("/event/notice").asString()).isEqualTo("1");
            assertThat(entry.at("/event/noticeHash")).isEqualTo(withdrawn.at("/notice/hash"));
            assertThat(entry.at("/event/locale").asString()).isEqualTo("en-GB");
            assertThat(entry.at("/event/purposes/necessary").asBoolean()).isTrue();
        });
        assertThat(browser.history().toString())
                .as("a receipt doesn't hold what its visitor is known by")
                .doesNotContain(String.valueOf(browser.cookie()).split("=", 2)[1]);
    }

    @Test
    void isToldToOthersUnderAnIdThatSaysNothing() {
        browser.choose("{\"statistics\":true}");
        browser.withdraw();
        String visitor = browser.history().get("visitor").asString();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Set.copyOf(SentRevisions.of(Topic.CONSENTS, visitor)))
                        .extracting(revision -> ((ConsentEvent.Recorded) revision.event()).how())
                        .as("each once, however often it was sent")
                        .containsExactlyInAnyOrder(ConsentEvent.How.CUSTOMISE, ConsentEvent.How.WITHDRAW));
    }

    @Test
    void isWrittenDownOnceWhenARequestIsSentAgain() {
        browser.choose("{\"statistics\":true}");
        browser.choose("{\"statistics\":true}");
        browser.withdraw();
        browser.withdraw();

        assertThat(VisitingBrowser.checked(browser.history())).hasSize(2);
    }

    @Test
    void needsNoWithdrawalWhereNobodyChose() {
        assertThat(browser.withdraw().get("asked").asBoolean()).isTrue();
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void takesGlobalPrivacyControlForARefusalThatNobodyNeedsToClick() {
        browser.with("Sec-GPC", "1");

        JsonNode consent = browser.consent();
        assertThat(consent.get("asked").asBoolean()).isFalse();
        assertThat(consent.get("how").asString()).isEqualTo("gpc");
        assertThat(browser.cookie()).isNull();

        assertThat(browser.choose("{}").get("how").asString())
                .as("written down for the visitor")
                .isEqualTo("gpc");
        assertThat(browser.choose("{\"statistics\":false}").get("how").asString())
                .isEqualTo("refuse");
        JsonNode chosen = browser.choose("{\"statistics\":true}");
        assertThat(chosen.at("/purposes/statistics").asBoolean())
                .as("chosen in spite of the signal")
                .isTrue();
        assertThat(VisitingBrowser.checked(browser.history()))
                .extracting(entry -> entry.at("/event/how").asString())
                .containsExactly("gpc", "refuse", "customise");
    }

    @Test
    void isSuspendedFromTheNextRequestOnThatBringsTheSignal() {
        browser.choose("{\"statistics\":true}");

        JsonNode later = browser.at(service).with("Sec-GPC", "1").consent();

        assertThat(later.at("/purposes/statistics").asBoolean()).isFalse();
        assertThat(later.get("how").asString()).isEqualTo("gpc");
    }

    @Test
    void refusesAChoiceOnANoticeThatIsNotInForce() {
        assertThat(browser.put("{\"purposes\":{\"statistics\":true},\"notice\":\"1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertProblem(browser.put("{\"purposes\":{\"statistics\":false},\"notice\":\"0\"}"), 409, "notice-changed");
        assertThat(VisitingBrowser.checked(browser.history())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"purposes\":{\"selling\":true}}|422|invalid-fields",
                "{\"purposes\":{\"necessary\":false}}|422|invalid-fields",
                "{\"purposes\":{\"statistics\":null}}|422|invalid-fields",
                "{\"purposes\":{\"\":true}}|422|invalid-fields",
                "{\"purposes\":{\"$set\":true}}|422|invalid-fields",
                "{\"purposes\":null}|422|invalid-fields",
                "{}|422|invalid-fields",
                "{\"purposes\":{\"statistics\":\"true\"}}|400|bad-request",
                "{\"purposes\":{\"statistics\":1}}|400|bad-request",
                "{\"purposes\":{\"statistics\":{}}}|400|bad-request",
                "{\"purposes\":[\"statistics\"]}|400|bad-request",
                "{\"purposes\":\"statistics\"}|400|bad-request",
                "{\"purposes\":{},\"notice\":1}|400|bad-request",
                "{\"purposes\":{},\"how\":\"accept\"}|400|bad-request",
                "{\"purposes\":{\"statistics\":true,\"statistics\":false}}|400|bad-request",
                "{\"purposes\":{},\"purposes\":{}}|400|bad-request",
                "{\"purposes\":{}}x|400|bad-request",
                "{\"purposes\":{|400|bad-request",
                "[]|400|bad-request",
                "null|400|bad-request",
                "''|400|bad-request"
            })
    void changesNothingForABodyThatIsNotAChoice(String body, int status, String type) {
        assertProblem(browser.put(body), status, type);
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void refusesABodyThatIsTooLargeOrNotJson() {
        assertProblem(browser.put("{\"purposes\":{\"" + "x".repeat(70_000) + "\":true}}"), 413, "body-too-large");
        assertProblem(
                browser.send(browser.request("/api/consent")
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString("{\"purposes\":{}}"))),
                415,
                "unsupported-media-type");
        assertThat(browser.cookie()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void hasNoOtherCalls(String method) {
        assertProblem(
                browser.send(browser.request("/api/consent").method(method, BodyPublishers.ofString("{}"))),
                404,
                "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://localhost:8080.elsewhere.example"})
    void isNotChosenByForeignPages(String origin) {
        browser.choose("{\"statistics\":true}");
        VisitingBrowser foreign = browser.at(service).withoutOrigin().with("Origin", origin);

        assertProblem(foreign.put("{\"purposes\":{}}"), 403, "origin-refused");
        assertProblem(foreign.send(foreign.request("/api/consent").DELETE()), 403, "origin-refused");
        assertProblem(foreign.post("choice=accept"), 403, "origin-refused");
        assertThat(VisitingBrowser.checked(browser.history())).hasSize(1);
    }

    @Test
    void isNotChosenWithACookieFromNowhereButFromTheSamePageOrByAProgram() {
        browser.choose("{\"statistics\":true}");

        assertProblem(browser.at(service).withoutOrigin().put("{\"purposes\":{}}"), 403, "origin-refused");
        assertProblem(
                new VisitingBrowser(service)
                        .withoutOrigin()
                        .with("Sec-Fetch-Site", "cross-site")
                        .post("choice=accept"),
                403,
                "origin-refused");
        browser.at(service)
                .withoutOrigin()
                .with("Sec-Fetch-Site", "same-origin")
                .choose("{}");
        new VisitingBrowser(service).withoutOrigin().choose("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "{\"$gt\":\"\"}"})
    void isNobodysUnderACookieThatIsNotOurs(String value) {
        VisitingBrowser stranger = new VisitingBrowser(service).with("Cookie", "__Host-press-visitor=" + value);

        assertThat(stranger.consent().get("asked").asBoolean()).isTrue();
        assertThat(stranger.history().get("entries")).isEmpty();
        stranger.choose("{\"statistics\":true}");
        assertThat(stranger.cookie()).isNotEqualTo("__Host-press-visitor=" + value);
    }

    @Test
    void isNotSomebodyElses() {
        browser.choose("{\"statistics\":true}");
        VisitingBrowser other = new VisitingBrowser(service);
        other.choose("{\"preferences\":true}");
        String visitor = browser.history().get("visitor").asString();

        VisitingBrowser thief = new VisitingBrowser(service).with("Cookie", "__Host-press-visitor=" + visitor);

        assertThat(thief.history().get("entries"))
                .as("the id of a receipt opens nothing")
                .isEmpty();
        assertThat(other.history().get("visitor").asString()).isNotEqualTo(visitor);
    }
}
