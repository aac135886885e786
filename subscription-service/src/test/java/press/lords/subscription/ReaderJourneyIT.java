package press.lords.subscription;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader's whole way, from the form to the receipt. */
class ReaderJourneyIT {

    private static final String ADDRESS = "Ada.Reader@example.org";
    private static final String[] PROGRAM = {"Accept", "application/json"};

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
    void leadsFromTheFormToTheReceipt() {
        HttpResponse<String> asked = service.post(
                "/api/subscriptions", "{\"email\": \"" + ADDRESS + "\", \"newsletters\": [\"daily-digest\"]}");
        assertThat(asked.statusCode()).isEqualTo(202);

        TestMailServer.Taken first = mails.awaitMail(ADDRESS, 1);
        assertThat(first.html()).contains("/confirm/" + first.token("/confirm/"));
        for (String method : List.of("HEAD", "GET")) {
            assertThat(service.call(method, "/confirm/" + first.token("/confirm/"), "")
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> confirmed =
                service.post("/api/subscriptions/confirmations", "{\"token\": \"" + first.token("/confirm/") + "\"}");
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(service.json(confirmed).get("newsletters").toString()).isEqualTo("[\"daily-digest\"]");

        TestMailServer.Taken second = mails.awaitMail(ADDRESS, 2);
        HttpResponse<String> opened =
                service.post("/api/sessions", "{\"token\": \"" + second.token("/sign-in/") + "\"}", PROGRAM);
        assertThat(opened.statusCode()).isEqualTo(201);
        String[] reader = bearer(opened);

        HttpResponse<String> me = service.call("GET", "/api/me", "", reader);
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(service.json(me).get("email").asString()).isEqualTo(ADDRESS);

        HttpResponse<String> chosen =
                service.call("PATCH", "/api/me/newsletters", "{\"newsletters\": [\"every-story\"]}", reader);
        assertThat(service.json(chosen).get("newsletters").toString()).isEqualTo("[\"every-story\"]");

        HttpResponse<String> export = service.call("GET", "/api/me/export", "", reader);
        assertThat(service.json(export).get("newsletterConsents")).hasSize(3);
        assertThat(service.json(export).get("mails")).hasSize(2);

        HttpResponse<String> receipt = service.call("DELETE", "/api/me", "", reader);
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(service.json(receipt).get("erased").toString())
                .contains("{\"store\":\"reader-keys\",\"count\":1}", "{\"store\":\"sessions\",\"count\":1}");
        assertThat(service.call("GET", "/api/me", "", reader).statusCode()).isEqualTo(401);
    }

    private static String[] bearer(HttpResponse<String> opened) {
        JsonNode tokens = service.json(opened);
        return new String[] {
            "Authorization", "Bearer " + tokens.get("accessToken").asString()
        };
    }
}
