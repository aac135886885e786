package press.lords.subscription.access.session;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever was away for longer than an access token lives goes on by a page's button. */
class ReadOnIT {

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
    void leadsBackWithTheNextTokens() {
        HttpResponse<String> answer = readOn("/articles/bells/revisions/2", aReader());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/articles/bells/revisions/2");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        String cookies = answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        assertThat(service.call("GET", "/api/me", "", "Cookie", cookies).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "//example.org",
                "/\\example.org",
                "/articles/../x",
                "articles",
                "/a\r\nb",
                ""
            })
    void leadsNowhereElseAndUsesNoTokenUp(String to) {
        Tokens tokens = aReader();

        HttpResponse<String> answer = readOn(to, tokens);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(service.post("/api/sessions/current/refresh", "", tokens.refreshing())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void offersToSignInWhereThereIsNoSession() {
        HttpResponse<String> none = service.send(form("/newsletters"));
        HttpResponse<String> unknown =
                service.send(form("/newsletters").header("Cookie", "__Host-press-refresh=x.1." + "A".repeat(43)));

        for (HttpResponse<String> answer : List.of(none, unknown)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(answer.body()).contains("role=\"alert\"", "action=\"/api/sign-in-links\"");
        }
    }

    @Test
    void isNotForForeignPages() {
        HttpResponse<String> answer =
                service.send(HttpRequest.newBuilder(URI.create(service.address("/api/sessions/current/refresh")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://foreign.example")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Cookie", "__Host-press-refresh=" + aReader().refresh())
                        .POST(BodyPublishers.ofString("to=/newsletters")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static Tokens aReader() {
        return SignedUp.reader(service, mails, "[]").signIn();
    }

    private static HttpResponse<String> readOn(String to, Tokens tokens) {
        return service.send(form(to).header("Cookie", "__Host-press-refresh=" + tokens.refresh()));
    }

    private static HttpRequest.Builder form(String to) {
        return HttpRequest.newBuilder(URI.create(service.address("/api/sessions/current/refresh")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://localhost:8080")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("to=" + URLEncoder.encode(to, UTF_8)));
    }
}
