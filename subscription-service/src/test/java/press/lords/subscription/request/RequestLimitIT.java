package press.lords.subscription.request;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

class RequestLimitIT {

    @Test
    void refusesWhoMakesUsWriteTooManyMailsAndSaysWhenToComeBack() {
        TestBroker.empty();
        try (RunningService service = RunningService.start(
                TestDatabase.name(), "press.signup.per-network=3", "press.sessions.codes-per-network=2")) {
            for (int n = 0; n < 3; n++) {
                assertThat(subscribe(service, n).statusCode()).isEqualTo(202);
            }
            assertRefused(service, subscribe(service, 3));
            assertThat(service.post("/api/sign-in-links", "{\"email\": \"a@example.org\"}")
                            .statusCode())
                    .as("sign-ups don't use up what there is for signing in")
                    .isEqualTo(202);

            String code = "{\"email\": \"a@example.org\", \"code\": \"0000-0000\"}";
            assertThat(service.post("/api/sessions", code).statusCode()).isEqualTo(401);
            assertThat(service.post("/api/sessions", code).statusCode()).isEqualTo(401);
            assertRefused(service, service.post("/api/sessions", code));
        }
    }

    @Test
    void showsPeopleTheirFormAgain() {
        TestBroker.empty();
        try (RunningService service = RunningService.start(
                TestDatabase.name(), "press.signup.per-network=1", "press.sessions.codes-per-network=1")) {
            for (String[] call : new String[][] {
                {"/api/subscriptions", "email=a@example.org"},
                {"/api/sign-in-links", "email=a@example.org"},
                {"/api/sessions", "email=a@example.org&code=0000-0000"}
            }) {
                assertThat(form(service, call[0], call[1]).statusCode()).isIn(202, 401);
                HttpResponse<String> refused = form(service, call[0], call[1]);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
                assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isBetween(1L, 60L);
                assertThat(refused.body()).contains("role=\"alert\"", "action=\"" + call[0] + "\"");
            }
        }
    }

    private static HttpResponse<String> form(RunningService service, String path, String body) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void hearsANetworkNoMoreOftenFromTwoInstancesThanFromOne() {
        TestBroker.empty();
        String database = TestDatabase.name();
        String[] settings = {"press.signup.per-network=4", "press.sessions.codes-per-network=3"};
        try (RunningService one = RunningService.start(database, settings);
                RunningService other = RunningService.start(database, settings)) {
            for (int n = 0; n < 4; n++) {
                assertThat(subscribe(n % 2 == 0 ? one : other, n).statusCode()).isEqualTo(202);
            }
            assertRefused(one, subscribe(one, 4));
            assertRefused(other, subscribe(other, 5));

            String code = "{\"email\": \"a@example.org\", \"code\": \"0000-0000\"}";
            for (RunningService instance : List.of(one, other, one)) {
                assertThat(instance.post("/api/sessions", code).statusCode()).isEqualTo(401);
            }
            assertRefused(other, other.post("/api/sessions", code));
        }
    }

    @Test
    void believesItsGatewaysAloneWhichNetworkARequestComesFrom() {
        TestBroker.empty();
        try (RunningService service = RunningService.start(TestDatabase.name(), "press.signup.per-network=1")) {
            assertThat(Stream.of("192.0.2.1", "198.51.100.1", "192.0.2.1")
                            .map(network -> subscribeFrom(service, network)))
                    .containsExactly(202, 202, 429);
        }
        try (RunningService service = RunningService.start(
                TestDatabase.name(), "press.signup.per-network=1", "PRESS_GATEWAY_ADDRESSES=203\\.0\\.113\\.9")) {
            assertThat(Stream.of("192.0.2.1", "198.51.100.1").map(network -> subscribeFrom(service, network)))
                    .containsExactly(202, 429);
        }
    }

    @Test
    void refusesReadersTooWhoseNetworkMakesUsWriteTooManyMails() {
        TestBroker.empty();
        try (TestMailServer mails = new TestMailServer();
                RunningService service = RunningService.start(
                        TestDatabase.name(), "spring.mail.port=" + mails.port(), "press.signup.per-network=1")) {
            Tokens reader = SignedUp.reader(service, mails, "[]").signIn();

            assertThat(moveTo("one@example.org", service, reader).statusCode()).isEqualTo(202);
            assertRefused(service, moveTo("another@example.org", service, reader));
        }
    }

    private static HttpResponse<String> moveTo(String address, RunningService service, Tokens reader) {
        return service.call("PATCH", "/api/me", "{\"email\": \"" + address + "\"}", reader.bearer());
    }

    private static int subscribeFrom(RunningService service, String network) {
        return service.post("/api/subscriptions", "{\"email\": \"a@example.org\"}", "X-Forwarded-For", network)
                .statusCode();
    }

    private static HttpResponse<String> subscribe(RunningService service, int number) {
        return service.post("/api/subscriptions", "{\"email\": \"reader-" + number + "@example.org\"}");
    }

    private static void assertRefused(RunningService service, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }
}
