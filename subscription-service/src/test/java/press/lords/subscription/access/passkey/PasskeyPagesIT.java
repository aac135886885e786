package press.lords.subscription.access.passkey;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

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

import static org.assertj.core.api.Assertions.assertThat;

class PasskeyPagesIT {

    private static TestMailServer mails;
    private static RunningService service;
    private static PasskeyCalls calls;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(), "spring.mail.port=" + mails.port(), "press.passkeys.per-network=12");
        calls = new PasskeyCalls(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/passkeys"})
    void allowOneScriptOfOurs(String path) {
        HttpResponse<String> page = service.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<script src=\"/passkeys.js\" defer></script>")
                .doesNotContain("style=\"", "onclick");
        assertThat(page.body().split("<script", -1)).hasSize(2);
    }

    @Test
    void haveAScriptThatBrowsersTake() {
        HttpResponse<String> script = service.get("/passkeys.js");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(script.body()).doesNotContain("innerHTML", "eval(");
    }

    @Test
    void showAReadersPasskeysAndRemoveOneWithoutAScript() {
        Tokens reader = SignedUp.reader(service, mails, "[]").signIn();
        SoftDevice device = new SoftDevice();
        assertThat(calls.add(reader, "<b>Watch</b>", device.made(calls.options(reader)))
                        .statusCode())
                .isEqualTo(201);
        String id = calls.list(reader).at("/0/passkey").asString();

        assertThat(page(reader)).contains("&lt;b&gt;Watch&lt;/b&gt;", "value=\"" + id + "\"", "added ");
        assertThat(page(SignedUp.reader(service, mails, "[]").signIn())).contains("You have none.");
        HttpResponse<String> removed = post(reader, "remove=" + id);

        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(removed.headers().firstValue("Location").orElse("")).endsWith("/passkeys");
        assertThat(page(reader)).contains("You have none.");
        assertThat(post(reader, "remove=" + id).statusCode())
                .as("a double click")
                .isEqualTo(303);
    }

    @Test
    void sayToWhoIsNotSignedInHowTo() {
        assertThat(service.get("/passkeys").body())
                .contains("href=\"/sign-in\"")
                .doesNotContain("Your passkeys");
        HttpResponse<String> refused = service.send(form("remove=x"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("href=\"/sign-in\"");
    }

    @Test
    void areKeptFromForeignPages() {
        Tokens reader = SignedUp.reader(service, mails, "[]").signIn();

        HttpResponse<String> refused = service.send(HttpRequest.newBuilder(URI.create(service.address("/passkeys")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", "__Host-press-access=" + reader.access())
                .POST(BodyPublishers.ofString("remove=x")));

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void bearOnlySoManyQuestionsFromOneNetwork() {
        int answered = 0;
        HttpResponse<String> last = service.post("/api/passkeys/sign-in-options", "");
        while (last.statusCode() == 200 && answered < 100) {
            answered++;
            last = service.post("/api/passkeys/sign-in-options", "");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(answered).isLessThanOrEqualTo(20);
    }

    @Test
    void bearOnlySoManyAnswersFromOneNetwork() {
        int heard = 0;
        HttpResponse<String> last = answer();
        while (last.statusCode() != 429 && heard < 100) {
            assertThat(last.statusCode()).isEqualTo(422);
            heard++;
            last = answer();
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(heard).isBetween(12, 20);
    }

    /** From another network than what the other tests send. */
    private static HttpResponse<String> answer() {
        return service.post("/api/passkeys/sessions", "{}", "X-Forwarded-For", "192.0.2.7");
    }

    private static String page(Tokens reader) {
        return service.call("GET", "/passkeys", "", "Cookie", "__Host-press-access=" + reader.access())
                .body();
    }

    private static HttpResponse<String> post(Tokens reader, String body) {
        return service.send(form(body).header("Cookie", "__Host-press-access=" + reader.access()));
    }

    private static HttpRequest.Builder form(String body) {
        return HttpRequest.newBuilder(URI.create(service.address("/passkeys")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body));
    }
}
