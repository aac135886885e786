package press.lords.subscription.consent;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.NoticeEvent;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SentRevisions;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.staff.Colleague;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The privacy notice in the hands of the staff. */
class NoticeByStaffIT {

    private static final String WORDING = """
            {"title": "Privacy", "text": "We count “pages”.",
             "purposes": [{"id": "necessary", "label": "The paper", "required": true},
                          {"id": "counting", "label": "Counting", "required": false}]}""";

    private final String database = TestDatabase.name();
    private final TestMailServer mails = new TestMailServer();
    private RunningService service;
    private Tokens chief;

    @BeforeEach
    void start() {
        TestBroker.empty();
        service = restarted();
        Tokens admin = Colleague.firstAdmin(service, mails).signIn();
        chief = Colleague.hired(service, mails, admin, "[\"chief-editor\"]").signIn();
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
    }

    @Test
    void isReplacedAndVisitorsAreAskedAgain() throws Exception {
        HttpResponse<String> chosen = service.call("PUT", "/api/consent", "{\"purposes\": {\"statistics\": true}}");
        String setCookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));
        String tag = tag();

        HttpResponse<String> changed = change(WORDING, tag);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        JsonNode notice = service.json(changed);
        assertThat(notice.get("version").asString()).isEqualTo("r2");
        assertThat(notice.get("text").asString()).isEqualTo("We count “pages”.");
        assertThat(changed.headers().firstValue("ETag")).isNotEqualTo(tag).contains(tag());
        assertThat(tag()).isEqualTo("\"" + notice.get("hash").asString() + "\"");
        JsonNode standing = service.json(service.call("GET", "/api/consent", "", "Cookie", cookie));
        assertThat(standing.at("/notice/version").asString()).isEqualTo("r2");
        assertThat(standing.get("asked").asBoolean()).isTrue();
        assertThat(standing.at("/purposes/counting").asBoolean()).isFalse();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(SentRevisions.of(Topic.NOTICES, NoticeEvent.ID))
                        .extracting(Revision::key)
                        .contains("privacy/2"));
        assertThat(service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("audit")
                        .countDocuments(new Document("action", "NOTICE_ISSUED").append("subject", "privacy/2")))
                .isEqualTo(1);
    }

    @Test
    void staysWhenTheServiceIsRestartedUntilTheConfigurationChanges() {
        change(WORDING, tag());
        service.close();

        service = restarted();
        assertThat(version()).isEqualTo("r2");
        service.close();

        service = restarted("press.notice.version=2", "press.notice.text=A configured wording with more words.");
        assertThat(version()).isEqualTo("2");
        assertThat(change(WORDING, tag()).statusCode()).isEqualTo(200);
        assertThat(version()).isEqualTo("r4");
        service.close();

        service = restarted("press.notice.version=2", "press.notice.text=A configured wording with more words.");
        assertThat(version()).isEqualTo("r4");
    }

    @Test
    void isNoNewVersionWhenNothingIsDifferent() {
        HttpResponse<String> changed = change(WORDING, tag());

        HttpResponse<String> again = change(WORDING, tag());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(changed.body());
    }

    @Test
    void isChangedFromTheVersionThatWasReadAlone() throws Exception {
        String tag = tag();
        assertProblem(service.call("PUT", "/api/notice", WORDING, chief.bearer()), 428, "precondition-required");
        assertProblem(change(WORDING, "\"sha256:other\""), 412, "precondition-failed");
        assertProblem(change(WORDING, "nonsense"), 412, "precondition-failed");
        assertProblem(change(WORDING, "W/" + tag), 412, "precondition-failed");
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            String wording = WORDING.replace("“pages”", "page " + n);
            changes.add(() -> change(wording, tag).statusCode());
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (var answer : threads.invokeAll(changes)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(version()).isEqualTo("r2");
    }

    @Test
    void mustBeWhole() {
        List<String> wordings = List.of(
                "{}",
                "{\"title\": \"a\", \"text\": \"b\", \"purposes\": []}",
                "{\"title\": \" \", \"text\": \"b\", \"purposes\": [{\"id\": \"a\", \"label\": \"b\", \"required\": true}]}",
                "{\"title\": \"a\", \"text\": \"\\ud800\", \"purposes\": [{\"id\": \"a\", \"label\": \"b\", \"required\": true}]}",
                "{\"title\": \"a\", \"text\": \"b\", \"purposes\": [{\"id\": \"A\", \"label\": \"b\", \"required\": true}]}",
                "{\"title\": \"a\", \"text\": \"b\", \"purposes\": [{\"id\": \"a\", \"label\": \"b\"}]}",
                "{\"title\": \"a\", \"text\": \"b\", \"purposes\": [null]}",
                "{\"title\": \"a\", \"text\": \"b\", \"purposes\": [{\"id\": \"a\", \"label\": \"b\", \"required\": true}, {\"id\": \"a\", \"label\": \"c\", \"required\": true}]}");

        assertThat(wordings).allSatisfy(wording -> assertProblem(change(wording, tag()), 422, "invalid-fields"));
    }

    @Test
    void takesNoFieldThatItDoesNotKnow() {
        assertProblem(
                change(WORDING.replace("{\"title\"", "{\"version\": \"1\", \"title\""), tag()), 400, "bad-request");
    }

    private RunningService restarted(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("spring.mail.port=" + mails.port());
        all.add("press.staff.admin-email=" + Colleague.ADMIN);
        return RunningService.start(database, all.toArray(String[]::new));
    }

    private HttpResponse<String> change(String wording, String tag) {
        return service.call(
                "PUT", "/api/notice", wording, "Authorization", "Bearer " + chief.access(), "If-Match", tag);
    }

    private String tag() {
        HttpResponse<String> read = service.call("GET", "/api/notice", "", chief.bearer());
        assertThat(read.statusCode()).isEqualTo(200);
        return read.headers().firstValue("ETag").orElseThrow();
    }

    private String version() {
        return service.json(service.call("GET", "/api/notice", "", chief.bearer()))
                .get("version")
                .asString();
    }

    private void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(service.json(response).get("type").asString()).isEqualTo("/problems/" + type);
    }
}
