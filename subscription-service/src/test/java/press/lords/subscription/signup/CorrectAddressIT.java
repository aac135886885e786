package press.lords.subscription.signup;

import java.net.http.HttpResponse;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.vault.ReaderKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CorrectAddressIT {

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
    void countsOnceTheMailToTheNewAddressWasReadAndTellsTheOldOne() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String corrected = "corrected-" + reader.address();

        assertThat(correct(tokens, corrected)).isEqualTo(202);
        String token = mails.awaitMail(corrected, 1).token("/confirm/");
        assertThat(email(tokens)).isEqualTo(reader.address());

        assertThat(confirm(token)).isEqualTo(200);

        assertThat(email(tokens)).isEqualTo(corrected);
        assertThat(reader.nextMail().text()).contains("another address").doesNotContain(corrected);
        service.post("/api/sign-in-links", "{\"email\": \"" + corrected + "\"}");
        mails.awaitMail(corrected, 2).token("/sign-in/");
        assertThat(service.call("GET", "/api/me/export", "", tokens.bearer()).body())
                .containsOnlyOnce("READER_ADDRESS_CHANGED");
    }

    @Test
    void takesNoAddressThatIsAnotherReadersAndDoesNotSayThatItIs() {
        SignedUp other = SignedUp.reader(service, mails, "[]");
        other.signIn();
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();

        assertThat(correct(tokens, other.address())).isEqualTo(202);
        String token = other.nextMail().token("/confirm/");

        assertThat(confirm(token)).isEqualTo(410);
        assertThat(email(tokens)).isEqualTo(reader.address());
    }

    @Test
    void doesNotFloodStrangers() {
        Tokens tokens = SignedUp.reader(service, mails, "[]").signIn();
        Tokens others = SignedUp.reader(service, mails, "[]").signIn();
        for (int n = 0; n < 5; n++) {
            assertThat(correct(n % 2 == 0 ? tokens : others, "stranger@example.org"))
                    .isEqualTo(202);
        }

        mails.awaitMail("stranger@example.org", 1);
    }

    @Test
    void takesThreeCorrectionsADayAndSaysWhenTheNextMayCome() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        for (int n = 0; n < 3; n++) {
            assertThat(correct(tokens, n + reader.address())).isEqualTo(202);
        }

        HttpResponse<String> refused =
                service.call("PATCH", "/api/me", "{\"email\": \"3" + reader.address() + "\"}", tokens.bearer());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(86_000L, 86_400L);
        assertThat(service.json(refused).get("type").asString()).isEqualTo("/problems/too-many-requests");
    }

    @Test
    void writesToAnAddressAsRarelyWhoeverAsksForIt() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String stranger = "stranger-" + reader.address();

        assertThat(correct(tokens, stranger)).isEqualTo(202);
        mails.awaitMail(stranger, 1);
        service.post("/api/subscriptions", "{\"email\": \"" + stranger + "\"}");
        await().until(() -> service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("requests")
                        .countDocuments()
                == 0);
        reader.askForLink();
        reader.nextMail();

        assertThat(mails.mailsTo(stranger)).hasSize(1);
    }

    @Test
    void voidsTheLinkOfACorrectionThatAnotherReplaced() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String mistyped = "mistyped-" + reader.address();
        String corrected = "corrected-" + reader.address();
        correct(tokens, mistyped);
        String replaced = mails.awaitMail(mistyped, 1).token("/confirm/");
        correct(tokens, corrected);
        String current = mails.awaitMail(corrected, 1).token("/confirm/");

        assertThat(confirm(replaced)).isEqualTo(410);
        assertThat(confirm(current)).isEqualTo(200);
        assertThat(confirm(replaced)).isEqualTo(410);
        assertThat(email(tokens)).isEqualTo(corrected);
    }

    @Test
    void letsNobodyInByWhatWasMailedToTheFormerAddress() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String corrected = "corrected-" + reader.address();
        reader.askForLink();
        TestMailServer.Taken former = reader.nextMail();
        correct(tokens, corrected);

        assertThat(confirm(mails.awaitMail(corrected, 1).token("/confirm/"))).isEqualTo(200);

        assertThat(service.post("/api/sessions", "{\"token\": \"" + former.token("/sign-in/") + "\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post(
                                "/api/sessions",
                                "{\"email\": \"" + corrected + "\", \"code\": \"" + former.code() + "\"}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void leavesNothingOfWhoeverHadNotConfirmedTheAddress() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String corrected = "corrected-" + reader.address();
        correct(tokens, corrected);
        String token = mails.awaitMail(corrected, 1).token("/confirm/");
        service.post("/api/subscriptions", "{\"email\": \"" + corrected + "\"}");
        Subscribers subscribers = service.context().getBean(Subscribers.class);
        EmailAddress address = new EmailAddress(corrected);
        await().until(() -> subscribers.find(address).isPresent());
        String other = subscribers.find(address).orElseThrow().id();

        assertThat(confirm(token)).isEqualTo(200);

        assertThat(email(tokens)).isEqualTo(corrected);
        assertThat(subscribers.find(other)).isEmpty();
        assertThat(service.context().getBean(ReaderKeys.class).of(other)).isEmpty();
    }

    @Test
    void endsWhatAnErasureSuppressedAtTheNewAddress() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String corrected = "corrected-" + reader.address();
        String mailbox = service.context().getBean(Subscribers.class).mailbox(new EmailAddress(corrected));
        Suppressions suppressions = service.context().getBean(Suppressions.class);
        suppressions.add(mailbox, Suppressions.Reason.ERASED);
        correct(tokens, corrected);

        assertThat(confirm(mails.awaitMail(corrected, 1).token("/confirm/"))).isEqualTo(200);

        assertThat(suppressions.has(mailbox)).isFalse();
    }

    private static int correct(Tokens tokens, String address) {
        return service.call("PATCH", "/api/me", "{\"email\": \"" + address + "\"}", tokens.bearer())
                .statusCode();
    }

    private static int confirm(String token) {
        return service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}")
                .statusCode();
    }

    private static String email(Tokens tokens) {
        return service.json(service.call("GET", "/api/me", "", tokens.bearer()))
                .get("email")
                .asString();
    }
}
