package press.lords.subscription.rights;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class NewslettersPageIT {

    private static final String OURS = "http://localhost:8080";

    private static TestMailServer mails;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void showsAReaderWhatTheyGet() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"daily-digest\"]").signIn();

        HttpResponse<String> page = service.call("GET", "/newsletters", "", "Cookie", cookie(tokens));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("value=\"daily-digest\" checked", "value=\"every-story\">", "Every story")
                .doesNotContain("value=\"every-story\" checked", "<script", "not signed in");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void tellsWhoeverIsNotSignedInWhereToSignIn() {
        HttpResponse<String> page = service.get("/newsletters");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("not signed in", "href=\"/sign-in\"", "action=\"/api/sessions/current/refresh\"")
                .doesNotContain("type=\"checkbox\"");
        assertThat(post("newsletters=every-story", "Origin", OURS).statusCode()).isEqualTo(401);
        assertThat(post("newsletters=every-story", "Origin", OURS, "Cookie", "__Host-press-access=ey.J.x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void changesThemAndWritesItDown() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"daily-digest\"]").signIn();

        HttpResponse<String> answer =
                post("newsletters=every-story&newsletters=special-reports", "Origin", OURS, "Cookie", cookie(tokens));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/newsletters");
        assertThat(newsletters(tokens)).isEqualTo("[\"every-story\",\"special-reports\"]");
        JsonNode consents = service.json(service.call("GET", "/api/me/export", "", tokens.bearer()))
                .get("newsletterConsents");
        assertThat(consents).hasSize(4);
        assertThat(consents.get(3).get("how").asString()).isEqualTo("preferences");

        assertThat(post("", "Sec-Fetch-Site", "same-origin", "Cookie", cookie(tokens))
                        .statusCode())
                .isEqualTo(303);
        assertThat(newsletters(tokens)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "X-None, x"})
    void refusesAFormOfAnotherOrigin(String header, String value) {
        Tokens tokens = SignedUp.reader(service, mails, "[\"daily-digest\"]").signIn();

        HttpResponse<String> answer = post("newsletters=every-story", header, value, "Cookie", cookie(tokens));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("/problems/origin-refused");
        assertThat(newsletters(tokens)).isEqualTo("[\"daily-digest\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "newsletters=unheard-of",
        "newsletters=every-story&all=1",
        "newsletters=a&newsletters=b&newsletters=c&newsletters=d"
    })
    void refusesWhatIsNotOnTheForm(String form) {
        Tokens tokens = SignedUp.reader(service, mails, "[\"daily-digest\"]").signIn();

        assertThat(post(form, "Origin", OURS, "Cookie", cookie(tokens)).statusCode())
                .isEqualTo(422);
        assertThat(newsletters(tokens)).isEqualTo("[\"daily-digest\"]");
    }

    private static String newsletters(Tokens tokens) {
        return service.json(service.call("GET", "/api/me", "", tokens.bearer()))
                .get("newsletters")
                .toString();
    }

    private static String cookie(Tokens tokens) {
        return "__Host-press-access=" + tokens.access();
    }

    private static HttpResponse<String> post(String form, String... headers) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address("/newsletters")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .headers(headers)
                .POST(BodyPublishers.ofString(form)));
    }
}
