package press.lords.article.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import press.lords.article.Answer;
import press.lords.article.Newsroom;
import press.lords.events.kafka.TestDatabase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent to an operation of the document, the answer is one that the document tells of. {@code -Dpress.seed} repeats a run. */
class GeneratedRequestsIT {

    private static final int REQUESTS = 30;
    private static final int LONGEST_IN_A_LINE = 300;
    private static final long SEED = Long.getLong("press.seed", System.nanoTime());
    private static final Set<String> PROBLEMS = Arrays.stream(ProblemType.values())
            .map(type -> type.status().value() + " /problems/" + type.slug())
            .collect(Collectors.toSet());

    private static Newsroom newsroom;
    private static Answer draft;

    /** On a database of its own, since the others would stumble over what is left here; and nobody reads that, so without a log. */
    @BeforeAll
    static void open() {
        newsroom = Newsroom.start(Map.of(
                "spring.mongodb.database", TestDatabase.name(), "spring.kafka.bootstrap-servers", "127.0.0.1:1"));
        draft = newsroom.aDraft();
    }

    @AfterAll
    static void close() {
        newsroom.close();
    }

    static Stream<Operation> operations() {
        return Operation.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nothingBreaksAnOperation(Operation operation) {
        Guesses guesses = new Guesses(SEED + operation.toString().hashCode());
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int n = 0; n < REQUESTS; n++) {
            String body = operation.body() == null ? "" : guesses.body(operation.body());
            HttpRequest request = request(operation, guesses, body, n % 2 == 0);
            Answer answer = newsroom.send(request);
            String sent = "seed %d: %s %s".formatted(SEED, request, body.substring(0, Math.min(500, body.length())));

            answers.merge(answer.status(), 1, Integer::sum);
            assertThat(answer.status()).as(sent).isLessThan(500);
            if (answer.status() >= 400) {
                assertThat(PROBLEMS).as(sent).contains(answer.problem());
                assertThat(answer.headers().firstValue("Content-Type")).as(sent).contains("application/problem+json");
                assertThat(operation.statuses()).as(sent).containsAnyOf("default", "" + answer.status());
            } else {
                assertThat(operation.statuses()).as(sent).contains("" + answer.status());
            }
        }
        System.out.printf("%s, seed %d: %s%n", operation, SEED, answers);
    }

    private static HttpRequest request(Operation operation, Guesses guesses, String body, boolean ofTheDraft) {
        String path = ofTheDraft ? operation.path().replace("{id}", draft.text("id")) : operation.path();
        StringBuilder query = new StringBuilder();
        String ifMatch = null;
        for (Map<String, Object> parameter : operation.parameters()) {
            String name = String.valueOf(parameter.get("name"));
            String value = shortened(guesses.text(Operation.fields(parameter.get("schema"))));
            switch (String.valueOf(parameter.get("in"))) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value.isEmpty() ? "none" : value));
                case "query" ->
                    query.append(query.isEmpty() ? "?" : "&")
                            .append(name)
                            .append('=')
                            .append(encoded(value));
                default -> ifMatch = "\"" + value.replaceAll("[^ -~]|\"", "") + "\"";
            }
        }
        HttpRequest.Builder request = newsroom.request(path + query).header("Content-Type", "application/json");
        if (ifMatch != null) {
            request.header("If-Match", ofTheDraft ? draft.etag() : ifMatch);
        }
        return request.method(operation.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString(body))
                .build();
    }

    private static String shortened(String value) {
        return value.substring(
                0, value.offsetByCodePoints(0, Math.min(LONGEST_IN_A_LINE, value.codePointCount(0, value.length()))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
