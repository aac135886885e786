package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What subscription-service tells its operators of the issues of newsletters. */
record Issues(RunningPress press, String instance) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    Issues(RunningPress press) {
        this(press, "subscription-service");
    }

    record Issue(JsonNode told) {

        String id() {
            return told.path("issue").asString();
        }

        boolean isFinished() {
            return told.path("state").asString().equals("finished");
        }

        long count(String kind) {
            return told.at("/counts/" + kind).asLong();
        }

        /** As long as it is being listed nobody can tell. */
        boolean isAccountedFor() {
            return told.path("accountedFor").asBoolean(true);
        }
    }

    /** Waits for the end of an issue; everyone on its list has to be accounted for at every moment until then. */
    Issue awaitFinished(String id) {
        return await(id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> find(id), found -> found.filter(Issue::isFinished).isPresent())
                .orElseThrow();
    }

    /** Those of a newsletter, the latest first. */
    List<Issue> of(String newsletter) throws Exception {
        return latest().stream()
                .filter(issue -> issue.id().startsWith(newsletter + "/"))
                .toList();
    }

    /** How many mails, of all issues, may have come twice. */
    long unclearAttempts() throws Exception {
        return latest().stream()
                .mapToLong(issue -> issue.count("unclearAttempts"))
                .sum();
    }

    Optional<Issue> find(String id) throws Exception {
        try {
            var found = latest().stream().filter(issue -> issue.id().equals(id)).findFirst();
            found.ifPresent(issue ->
                    assertThat(issue.isAccountedFor()).as(issue.toString()).isTrue());
            return found;
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private List<Issue> latest() throws Exception {
        var port = ChildTwin.of(press, instance).environment().get("MANAGEMENT_SERVER_PORT");
        try (var operator = new Desk(press, URI.create("http://127.0.0.1:" + port))) {
            var answer = JsonMapper.shared().readTree(operator.readText("/actuator/newsletters"));
            return answer.path("issues").valueStream().map(Issue::new).toList();
        }
    }
}
