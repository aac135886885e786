package press.lords.subscription.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.staff.Colleague;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends what the OpenAPI document nearly allows and what it forbids to every call that takes JSON: each answer is one that it describes. */
class GeneratedRequestsIT {

    private static final long SEED = 20261125;
    private static final int ROUNDS = 60;
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a@example.org\"",
            "\"a@example.org\\r\\nBcc: b@example.org\"",
            "\"daily-digest\"",
            "[]",
            "[null]",
            "[[[]]]",
            "[\"daily-digest\", \"daily-digest\"]",
            "{}",
            "{\"$gt\": \"\"}",
            "\"" + "x".repeat(20_000) + "\"",
            "\"../../etc/passwd\"",
            "\"0000-0000\"");
    private static final List<String> WHOLE =
            List.of("", " ", "null", "[]", "\"text\"", "{", "{}", "{}{}", "[".repeat(5_000), "\ufeff{}");

    private static TestMailServer mails;
    private static RunningService service;
    private static Tokens tokens;
    private static Tokens staff;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.staff.admin-email=" + Colleague.ADMIN,
                "press.staff.per-network=10000",
                "press.staff.in-all=10000");
        tokens = SignedUp.reader(service, mails, "[]").signIn();
        Tokens admin = Colleague.firstAdmin(service, mails).signIn();
        staff = Colleague.hired(service, mails, admin, "[\"admin\", \"chief-editor\"]")
                .signIn();
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @TestFactory
    List<DynamicTest> areAnsweredAsDescribed() {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode document = OpenApi.document();
        document.get("paths")
                .forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
                    JsonNode body = call.at("/requestBody/content/application~1json/schema");
                    if (!body.isMissingNode()) {
                        List<String> fields = fields(document, body);
                        tests.add(DynamicTest.dynamicTest(
                                method + " " + path + ", seed " + SEED, () -> sendAll(method, path, call, fields)));
                    }
                }));
        assertThat(tests).hasSizeGreaterThan(5);
        return tests;
    }

    /** YAML takes an answer that has lost its lines for one that is null. */
    @Test
    void haveNoAnswerThatIsDescribedByNothing() {
        OpenApi.document()
                .get("paths")
                .forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> call.path("responses")
                        .forEachEntry((status, answer) -> assertThat(answer.isObject())
                                .as(method + " " + path + " " + status)
                                .isTrue())));
    }

    private static void sendAll(String method, String path, JsonNode call, List<String> fields) {
        Random random = new Random(SEED);
        WHOLE.forEach(body -> send(method, path, call, body));
        for (int n = 0; n < ROUNDS; n++) {
            List<String> members = new ArrayList<>();
            for (String field : fields) {
                if (random.nextInt(4) > 0) {
                    members.add("\"" + field + "\": " + VALUES.get(random.nextInt(VALUES.size())));
                }
            }
            if (random.nextInt(6) == 0) {
                members.add("\"unknown\": 1");
            }
            send(method, path, call, "{" + String.join(", ", members) + "}");
        }
    }

    private static void send(String method, String path, JsonNode call, String body) {
        send(method, path, call, body, tokens);
        if (path.matches("/api/(staff|clients|notice).*")) {
            send(method, path, call, body, staff);
        }
    }

    private static void send(String method, String path, JsonNode call, String body, Tokens caller) {
        String verb = method.toUpperCase(Locale.ROOT);
        List<String> headers = new ArrayList<>(List.of(caller.bearer()));
        headers.addAll(List.of("If-Match", "*"));
        if (body.isEmpty()) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        HttpResponse<String> answer =
                service.call(verb, path.replace("{id}", "x"), body, headers.toArray(String[]::new));
        String sent = verb + " " + path + " " + body.substring(0, Math.min(body.length(), 200));
        assertThat(answer.statusCode()).as(sent).isLessThan(500);
        assertThat(call.get("responses").propertyNames()).as(sent).contains(Integer.toString(answer.statusCode()));
        if (answer.statusCode() >= 400) {
            assertThat(answer.headers().firstValue("Content-Type")).as(sent).hasValue("application/problem+json");
            assertThat(service.json(answer).get("type").asString()).startsWith("/problems/");
            assertThat(answer.body()).doesNotContain("Exception", "press.lords", "tools.jackson");
        }
    }

    private static List<String> fields(JsonNode document, JsonNode schema) {
        JsonNode resolved =
                schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
        return List.copyOf(resolved.path("properties").propertyNames());
    }
}
