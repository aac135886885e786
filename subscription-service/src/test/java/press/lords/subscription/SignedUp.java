package press.lords.subscription;

import java.net.http.HttpResponse;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader with an account, and their mailbox. */
public final class SignedUp {

    private static final String[] PROGRAM = {"Accept", "application/json"};

    private final RunningService service;
    private final TestMailServer mails;
    private final String address;
    private int received;

    private SignedUp(RunningService service, TestMailServer mails, String address) {
        this.service = service;
        this.mails = mails;
        this.address = address;
    }

    public static SignedUp reader(RunningService service, TestMailServer mails, String newsletters) {
        SignedUp reader = new SignedUp(service, mails, "reader-" + UUID.randomUUID() + "@example.org");
        service.post(
                "/api/subscriptions", "{\"email\": \"" + reader.address + "\", \"newsletters\": " + newsletters + "}");
        String token = reader.nextMail().token("/confirm/");
        assertThat(service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}")
                        .statusCode())
                .isEqualTo(200);
        return reader;
    }

    public String address() {
        return address;
    }

    public TestMailServer.Taken nextMail() {
        received++;
        return mails.awaitMail(address, received);
    }

    public void askForLink() {
        assertThat(service.post("/api/sign-in-links", "{\"email\": \"" + address + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    /** Tokens of a session opened by the link in the next mail. */
    public Tokens signIn() {
        HttpResponse<String> opened =
                service.post("/api/sessions", "{\"token\": \"" + nextMail().token("/sign-in/") + "\"}", PROGRAM);
        assertThat(opened.statusCode()).isEqualTo(201);
        return Tokens.in(service.json(opened));
    }

    /** What a program carries. */
    public record Tokens(String session, String access, String refresh) {

        public static Tokens in(JsonNode answer) {
            return new Tokens(
                    answer.get("session").asString(),
                    answer.get("accessToken").asString(),
                    answer.get("refreshToken").asString());
        }

        public String[] bearer() {
            return new String[] {"Authorization", "Bearer " + access, "Accept", "application/json"};
        }

        public String[] refreshing() {
            return new String[] {"Authorization", "Bearer " + refresh, "Accept", "application/json"};
        }
    }
}
