package press.lords.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import press.lords.platform.Publisher.Publication;
import press.lords.platform.WeatherStub.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.platform.Caller.json;

/** Two instances of each service share all the work: what is to be done once is done once, whoever is asked, and whichever of them dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoOfEverythingJourneyIT {

    /** So that what an instance takes at once keeps it busy until the other has looked too. */
    private static final long PAUSE_MILLIS = 40;

    private static final int TOGETHER = 10;
    private static final int SIGN_UPS_A_MINUTE = 10;

    private static final int READERS = Storm.isFull() ? 600 : 300;
    private static final int ROUNDS = Storm.isFull() ? 4 : 1;

    private static TwoOfEverything two;
    private static RunningPress press;
    private static Readership readers;

    @BeforeAll
    static void start() throws Exception {
        // A mail that was begun waits for this, which nothing that is measured here does.
        var hurried = Map.of("PRESS_MAIL_LEASE", "20s", "PRESS_MAIL_TIMEOUT_MILLIS", "3000");
        var data = Path.of("target/press-two-" + ProcessHandle.current().pid()).toAbsolutePath();
        two = TwoOfEverything.start(data, Storm.isFull() ? Map.of() : hurried);
        press = two.press().awaitReady();
        System.out.println(press.output()
                .lines()
                .filter(line -> line.contains(" is up after "))
                .toList());
        // Of every story: so few that each is mailed at once.
        Readership.in(press, "every-story-", 2, List.of("every-story"));
        readers = Readership.in(press, "two-", READERS, List.of("special-reports", "daily-digest"));
    }

    @AfterAll
    static void stop() throws Exception {
        two.close();
    }

    @Test
    void publishWhatEitherNewsroomIsToldAndNumberItWithoutAGap() throws Exception {
        try (var desk = two.desk(1);
                var otherDesk = two.desk(2);
                var editors = Executors.newFixedThreadPool(2)) {
            var path = desk.publish("two-desks", "By the first newsroom.");
            otherDesk.edit("PUT", path, otherDesk.look(path).etag(), Desk.article("two-desks", "By the second one."));
            var corrected = otherDesk.edit("POST", path + "/publication", "", Map.of());
            for (var reader : List.of(desk, otherDesk)) {
                assertThat(reader.readPublished(corrected).body().toString()).contains("By the second one.");
            }

            var publisher = new Publisher(desk);
            var id = publisher.draft("together");
            var other = publisher.at(otherDesk);
            for (var done : editors.invokeAll(List.of(publishing(publisher, id), publishing(other, id)))) {
                done.get();
            }
            new Witness(press, desk).everyRevisionIsInItsPlace(publisher.acknowledged());
            assertThat(publisher.acknowledged().values().stream()
                            .map(Publication::revision)
                            .sorted())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(publisher.acknowledged().size());
        }
    }

    private static Callable<Void> publishing(Publisher publisher, String id) {
        return () -> {
            for (int n = 0; n < TOGETHER; n++) {
                publisher.publish(id, "together", publisher.hashCode() + " says " + n);
            }
            return null;
        };
    }

    @Test
    void publishWhatIsDueOnce() throws Exception {
        try (var desk = two.desk(1);
                var otherDesk = two.desk(2)) {
            var id = otherDesk
                    .edit("POST", "/api/articles", "", Desk.article("due", "It is time."))
                    .text("id");
            otherDesk.edit(
                    "PUT",
                    "/api/articles/" + id + "/schedule",
                    "",
                    Map.of("at", Instant.now().plusSeconds(2).toString()));
            for (var reader : List.of(desk, otherDesk)) {
                await().atMost(Witness.PATIENCE)
                        .until(() -> reader.read("/api/pages/articles/due").status() == 200);
            }

            assertThat(new Witness(press, desk).keys("articles").stream().filter(key -> key.startsWith(id)))
                    .containsExactly(id + "/1");
        }
    }

    @Test
    void askForTheWeatherOneAtATimeAndNoMoreOftenThanOneWould() {
        var shortest = TwoOfEverything.WEATHER_INTERVAL.multipliedBy(4).dividedBy(5);
        int before = two.weather().calls().size();
        await().atMost(Witness.PATIENCE).until(() -> two.weather().calls().size() >= before + 6);

        var calls = List.copyOf(two.weather().calls()).subList(before, before + 6);
        var took = Duration.between(calls.getFirst().at(), calls.getLast().at());
        assertThat(took).isGreaterThan(shortest.multipliedBy(5).minusSeconds(1));
        System.out.printf(
                "two of everything: the weather was asked for by %s%n",
                calls.stream().map(Call::key).toList());
    }

    @Test
    void mailAnIssueOnce() throws Exception {
        var clerk = new CountingClerk(() -> false, PAUSE_MILLIS);
        try (var desk = two.desk(2);
                var _ = two.office().staffedBy(clerk)) {
            var issue = new Issues(press).awaitFinished("special-reports/" + desk.publishSpecialReport("report"));

            assertThat(issue.count("sent")).isEqualTo(readers.size());
            assertThat(issue.count("unclearAttempts")).isZero();
            assertThat(clerk.takenBy(readers.addresses()).values())
                    .containsOnly(1)
                    .hasSize(readers.size());
            for (var instance : List.of("subscription-service", "subscription-service-2")) {
                assertThat(new Witness(press, desk)
                                .metric(instance, "press_newsletters_attempts_total{outcome=\"sent\""))
                        .as(instance)
                        .isPositive();
            }
        }
    }

    @Test
    void knowASessionAndItsEndWhereverItBegan() throws Exception {
        var address = "two-sessions-" + UUID.randomUUID() + "@example.org";
        try (var mails = new Mailbag(press, address)) {
            var reader = new SessionSteps(Caller.of(press), address, mails);
            var tokens = reader.signUp();
            reader.isGoodAtBoth(tokens);
            reader.endsAtBothWhenItEndsAtOne(reader.signInAgain());
            reader.endsWhereAUsedRefreshTokenIsShownLater(tokens);
        }
    }

    @Test
    void knowAChoiceAndItsWithdrawalWhereverItWasMade() throws Exception {
        var anyone = Caller.of(press).with("Sec-Fetch-Site", "same-origin");
        var chosen = anyone.send("PUT", "/api/consent", "{\"purposes\": {\"statistics\": true}}");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        var cookie = chosen.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("__Host-press-visitor="))
                .map(one -> one.substring(0, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        var visitor = anyone.with("Cookie", cookie);

        assertThat(json(visitor.at(2).get("/api/consent"))
                        .at("/purposes/statistics")
                        .asBoolean())
                .isTrue();
        assertThat(visitor.at(2).delete("/api/consent").statusCode()).isEqualTo(200);
        assertThat(json(visitor.get("/api/consent")).at("/purposes/statistics").asBoolean(true))
                .isFalse();
        for (int gateway = 1; gateway <= 2; gateway++) {
            assertThat(json(visitor.at(gateway).get("/api/consent/history")).path("entries"))
                    .hasSize(2);
        }
    }

    @Test
    void hearANetworkNoMoreOftenThanOneInstanceWould() throws Exception {
        var network = Caller.of(press).from("127.0.3.1");
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < SIGN_UPS_A_MINUTE + 2; n++) {
            statuses.add(network.at(1 + n % 2)
                    .post("/api/subscriptions", Map.of("email", "network-" + n + "@example.org"))
                    .statusCode());
        }

        assertThat(statuses.subList(0, SIGN_UPS_A_MINUTE)).containsOnly(202);
        assertThat(statuses.subList(SIGN_UPS_A_MINUTE, statuses.size())).contains(429);
        assertThat(Caller.of(press)
                        .from("127.0.4.1")
                        .post("/api/subscriptions", Map.of("email", "another@example.org"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void showTheSamePagesByteByByte() throws Exception {
        try (var desk = two.desk(1)) {
            new SamePages(press).ofBoth(new Witness(press, desk).pages().keySet());
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @Tag(Storm.FULL_FORM)
    void loseNothingAndDoubleNothingWhenOneOfEachIsKilled() throws Exception {
        new OneOfEachKilled(two, readers, 2).run(two.digestAhead());
        for (int round = 2; round <= ROUNDS; round++) {
            new OneOfEachKilled(two, readers, 1 + round % 2).run(null);
        }
    }
}
