package press.lords.subscription.web;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
        tokens = SignedUp.reader(service, mails, "[]").signIn();
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @TestFactory
    List<DynamicTest> areAnsweredAsDescribed() {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode document = document();
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
        String verb = method.toUpperCase(Locale.ROOT);
        String[] headers = {
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + tokens.access(),
            "Accept",
            "application/json"
        };
        HttpResponse<String> answer = body.isEmpty()
                ? service.call(verb, path, body, headers)
                : service.call(verb, path, body, "Authorization", "Bearer " + tokens.access());
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

    private static JsonNode document() {
        InputStream stream = GeneratedRequestsIT.class.getResourceAsStream("/static/openapi.yaml");
        Map<String, Object> read = new Yaml().load(stream);
        return new JsonMapper().valueToTree(read);
    }
}
