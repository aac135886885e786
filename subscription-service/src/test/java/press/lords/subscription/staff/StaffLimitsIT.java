package press.lords.subscription.staff;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

class StaffLimitsIT {

    @Test
    void holdForWhoeverIsSignedInToo() {
        TestBroker.empty();
        try (TestMailServer mails = new TestMailServer();
                RunningService service = RunningService.start(
                        TestDatabase.name(),
                        "spring.mail.port=" + mails.port(),
                        "press.staff.admin-email=" + Colleague.ADMIN,
                        "press.staff.per-network=1")) {
            Tokens admin = Colleague.firstAdmin(service, mails).signIn();
            Tokens editor =
                    Colleague.hired(service, mails, admin, "[\"editor\"]").signIn();
            assertThat(makeProgram("first", service, editor).statusCode()).isEqualTo(201);

            assertRefused(new Colleague(service, mails, "second@example.org").invite(admin, "[\"editor\"]"));
            assertRefused(makeProgram("second", service, editor));
        }
    }

    private static HttpResponse<String> makeProgram(String name, RunningService service, Tokens editor) {
        return service.post(
                "/api/clients",
                "{\"name\": \"%s\", \"scopes\": [\"articles.write\"]}".formatted(name),
                editor.bearer());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("/problems/too-many-requests");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }
}
