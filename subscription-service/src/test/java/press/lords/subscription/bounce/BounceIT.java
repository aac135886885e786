package press.lords.subscription.bounce;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.ledger.KeptIssueMail;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.newsletter.MadeIssues;
import press.lords.subscription.signup.ManyReaders;
import press.lords.subscription.signup.ManyReaders.Made;
import press.lords.subscription.signup.NewsletterConsents;
import press.lords.subscription.signup.Subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

class BounceIT {

    private static final String SECRET = "mR7_kQx2-Vw9sLzT4.pBcY8nJ";

    private static TestMailServer mails;
    private static RunningService service;
    private static MadeIssues issues;

    private Made reader;
    private Made other;
    private String row;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.mail.bounces=bounces@press.example",
                "press.clients.mail-reports.secret=" + SECRET);
        issues = new MadeIssues(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @BeforeEach
    void sendAnIssue() {
        List<Made> readers =
                ManyReaders.in(service, 2, UUID.randomUUID() + "@example.org", List.of("every-story", "daily-digest"));
        reader = readers.get(0);
        other = readers.get(1);
        send(readers);
        row = mails.awaitMail(reader.address(), 1).header("Message-ID").replaceAll("<([0-9a-f]{32})@.*>", "$1");
    }

    private static void send(List<Made> readers) {
        String id = "every-story/" + UUID.randomUUID();
        issues.make(id, readers.stream().map(Made::id).toList());
        await().atMost(Duration.ofSeconds(30)).until(() -> issues.state(id).equals("FINISHED"));
    }

    @Test
    void endsNewslettersToAMailboxThatIsGoneUntilItIsConfirmedAgain() {
        String report = Reports.deliveryStatus(row, reader.address(), "failed", "5.1.1");

        assertThat(report(report).statusCode()).isEqualTo(204);
        assertThat(report(report).statusCode()).isEqualTo(204);

        assertThat(rows(reader))
                .extracting(KeptIssueMail::state, KeptIssueMail::reason)
                .containsExactly(tuple("FAILED", "bounced 5.1.1"));
        assertThat(subscriber(reader)).containsEntry("newsletters", List.of("every-story", "daily-digest"));
        send(List.of(reader, other));
        assertThat(mails.mailsTo(reader.address())).hasSize(1);
        assertThat(mails.mailsTo(other.address())).hasSize(2);

        service.post(
                "/api/subscriptions",
                "{\"email\": \"" + reader.address() + "\", \"newsletters\": [\"special-reports\"]}");
        String token = mails.awaitMail(reader.address(), 2).token("/confirm/");
        service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}");
        send(List.of(reader));
        assertThat(mails.mailsTo(reader.address())).hasSize(3);
    }

    @Test
    void keepsTheMailboxWhenTheMailOnlyFailedOrIsLate() {
        assertThat(report(Reports.deliveryStatus(row, reader.address(), "delayed", "4.4.1"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(rows(reader)).extracting(KeptIssueMail::state).containsExactly("SENT");

        assertThat(report(Reports.deliveryStatus(row, reader.address(), "failed", "4.4.7"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(rows(reader))
                .extracting(KeptIssueMail::state, KeptIssueMail::reason)
                .containsExactly(tuple("FAILED", "bounced 4.4.7"));
        send(List.of(reader));
        assertThat(mails.mailsTo(reader.address())).hasSize(2);
    }

    @Test
    void takesAComplaintForTheWithdrawalOfEveryNewsletter() {
        assertThat(report(Reports.complaint(row, reader.address(), "not-spam")).statusCode())
                .isEqualTo(204);
        assertThat(suppressed(reader)).isFalse();

        assertThat(report(Reports.complaint(row, reader.address(), "abuse")).statusCode())
                .isEqualTo(204);

        assertThat(suppressed(reader)).isTrue();
        assertThat(subscriber(reader)).containsEntry("newsletters", List.of());
        assertThat(service.context().getBean(NewsletterConsents.class).of(reader.id()))
                .extracting(NewsletterConsents.Entry::given, NewsletterConsents.Entry::how)
                .containsExactly(tuple(false, "complaint"), tuple(false, "complaint"));
        assertThat(rows(reader)).extracting(KeptIssueMail::state).containsExactly("SENT");
    }

    @Test
    void blamesOnlyTheMailboxThatTheMailWentToWhenTheReaderHasAnotherSince() {
        service.context()
                .getBean(MongoDatabase.class)
                .getCollection("subscribers")
                .updateOne(
                        new Document("_id", reader.id()),
                        new Document("$set", new Document("mailbox", "of-another-address-" + reader.id())));

        assertThat(report(Reports.complaint(row, reader.address(), "abuse")).statusCode())
                .isEqualTo(204);
        assertThat(report(Reports.deliveryStatus(row, reader.address(), "failed", "5.1.1"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(suppressed(reader)).isTrue();
        assertThat(service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("suppressions")
                        .countDocuments(new Document("_id", "of-another-address-" + reader.id())))
                .isZero();
        assertThat(subscriber(reader)).containsEntry("newsletters", List.of("every-story", "daily-digest"));
    }

    @Test
    void lastsUntilTheAddressIsConfirmedAgainAlsoForWhatTheReaderHasAlready() {
        report(Reports.deliveryStatus(row, reader.address(), "failed", "5.1.1"));

        service.post(
                "/api/subscriptions", "{\"email\": \"" + reader.address() + "\", \"newsletters\": [\"every-story\"]}");
        String token = mails.awaitMail(reader.address(), 2).token("/confirm/");
        service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}");

        assertThat(suppressed(reader)).isFalse();
    }

    @Test
    void knowsTheMailByEitherOfItsNames() {
        String byAddress = Reports.deliveryStatus(row, reader.address(), "failed", "5.2.1")
                .replace("Message-ID: <" + row + "@localhost>", "X-Removed: yes");
        String otherRow =
                mails.mailsTo(other.address()).getFirst().header("Message-ID").replaceAll("<([0-9a-f]{32})@.*>", "$1");
        String byMessageId = Reports.deliveryStatus(otherRow, other.address(), "failed", "5.1.10")
                .replace("bounces+" + otherRow + "@", "postmaster@");

        assertThat(report(byAddress).statusCode()).isEqualTo(204);
        assertThat(report(byMessageId).statusCode()).isEqualTo(204);

        assertThat(suppressed(reader)).isTrue();
        assertThat(suppressed(other)).isTrue();
    }

    @Test
    void takesReportsFromTheOneProgramAlone() {
        String report = Reports.deliveryStatus(row, reader.address(), "failed", "5.1.1");
        String reading = SignedUp.reader(service, mails, "[]").signIn().access();

        assertThat(report(report, "nonsense").statusCode()).isEqualTo(401);
        assertThat(report(report, reading).statusCode()).isEqualTo(403);
        assertThat(report(report, service.accessToken()).statusCode()).isEqualTo(403);
        assertThat(service.call("POST", "/api/mail-reports", report, "Content-Type", "message/rfc822")
                        .statusCode())
                .isEqualTo(401);
        assertThat(suppressed(reader)).isFalse();
    }

    /** Each is sent as it is; what is right in it is of a mail that really went out. */
    @TestFactory
    List<DynamicTest> changesNothingBecauseOf() {
        Map<String, String> hostile = new LinkedHashMap<>();
        String good = Reports.deliveryStatus(row, reader.address(), "failed", "5.1.1");
        String unknown = "0123456789abcdef0123456789abcdef";
        hostile.put("nothing but a line", "hello\n");
        hostile.put(
                "an ordinary mail",
                "From: a@example.org\nTo: bounces+" + row + "@press.example\n\n5.1.1 no such user\n");
        hostile.put("an unknown id", good.replace(row, unknown));
        hostile.put("another reader's address", Reports.deliveryStatus(row, other.address(), "failed", "5.1.1"));
        hostile.put("two ids that differ", good.replace("<" + row + "@", "<" + unknown + "@"));
        hostile.put(
                "two ids in one header",
                good.replace("To: bounces", "To: bounces+" + unknown + "@press.example, bounces"));
        hostile.put("no id", good.replace(row, "none"));
        hostile.put("an id with operators", good.replace(row, "{\"$gt\": \"\"}"));
        hostile.put("no status", good.replace("Status:", "X-Status:"));
        hostile.put(
                "a status of no kind",
                good.replace("Status: 5.1.1", "Status: 5.1.1.1.1.1 or so").replace("5.1.1.1.1.1", "9.9.9"));
        hostile.put("two statuses", good.replace("Status: 5.1.1", "Status: 5.1.1\nStatus: 2.0.0"));
        hostile.put("an action that is none", good.replace("Action: failed", "Action: failed; or not"));
        hostile.put(
                "many recipients",
                good.replace(
                        "\n\n--boundary-1\nContent-Type: text/rfc822",
                        recipients(500) + "\n\n--boundary-1\nContent-Type: text/rfc822"));
        hostile.put("two delivery statuses", twice(good, "message/delivery-status"));
        hostile.put("two returned mails", twice(good, "text/rfc822-headers"));
        hostile.put(
                "another type of report",
                good.replace("report-type=delivery-status", "report-type=disposition-notification"));
        hostile.put("no type of report", good.replace("report-type=delivery-status;", ""));
        hostile.put("a boundary that never comes", good.replace("boundary=\"boundary-1\"", "boundary=\"boundary-2\""));
        hostile.put("no boundary", good.replace("boundary=\"boundary-1\"", "charset=x"));
        hostile.put(
                "a thousand parts",
                good.replace("--boundary-1--", "--boundary-1\n\n".repeat(1_000) + "--boundary-1--"));
        hostile.put("parts in parts in parts", nested(good, 200));
        hostile.put("a report within a mail", "Content-Type: message/rfc822\n\n" + good);
        hostile.put(
                "a field of forty thousand characters",
                good.replace("Status: 5.1.1", "Status: 5.1.1 " + "x".repeat(40_000)));
        hostile.put("folding that hides a field", good.replace("Status: 5.1.1", "X-Note: a\n Status: 5.1.1"));
        hostile.put(
                "two Message-IDs",
                good.replace("Message-ID: <" + row, "Message-ID: <" + unknown + "@localhost>\nMessage-ID: <" + row));
        hostile.put("a status of sixty digits", good.replace("Status: 5.1.1", "Status: 5.1." + "1".repeat(60)));
        hostile.put("no recipient", good.replace(reader.address(), "nobody"));
        hostile.put("null bytes", "\u0000".repeat(1_000) + good);
        hostile.put(
                "a content type of parentheses",
                good.replace("multipart/report;", "multipart/report" + "(".repeat(20_000) + ";"));
        hostile.put(
                "parameters without end",
                good.replace("report-type=delivery-status;", "report-type*0=delivery;" + "a*1*=x;".repeat(3_000)));
        hostile.put(
                "a recipient with a script",
                Reports.deliveryStatus(row, "<script>alert(1)</script>@example.org", "failed", "5.1.1"));
        hostile.put(
                "a complaint without a version",
                Reports.complaint(row, reader.address(), "abuse").replace("Version: 1", "X: 1"));
        hostile.put(
                "a complaint of nothing",
                Reports.complaint(row, reader.address(), "abuse").replace(row, "x"));
        assertThat(hostile).hasSizeGreaterThan(20);
        List<DynamicTest> tests = new ArrayList<>();
        hostile.forEach((name, message) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            assertThat(message).isNotEqualTo(good);
            List<Document> before = everything();
            HttpResponse<String> answer = report(message);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/report-unreadable");
            assertThat(answer.body()).doesNotContain("Exception", "jakarta", "@example.org");
            assertThat(everything()).isEqualTo(before);
        })));
        tests.add(DynamicTest.dynamicTest("a body that is too large", () -> {
            List<Document> before = everything();
            assertThat(report(good.replace("I'm sorry", "x".repeat(70_000))).statusCode())
                    .isEqualTo(413);
            assertThat(everything()).isEqualTo(before);
        }));
        tests.add(DynamicTest.dynamicTest("another type of content", () -> {
            assertThat(service.call("POST", "/api/mail-reports", "{}", "Authorization", "Bearer " + token())
                            .statusCode())
                    .isEqualTo(415);
        }));
        return tests;
    }

    private static String recipients(int count) {
        return "\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1".repeat(count);
    }

    private static String twice(String message, String type) {
        int from = message.indexOf("--boundary-1\nContent-Type: " + type);
        int to = message.indexOf("--boundary-1", from + 5);
        return message.substring(0, to) + message.substring(from, to) + message.substring(to);
    }

    private static String nested(String message, int depth) {
        UnaryOperator<String> wrap = inner -> inner;
        for (int n = 0; n < depth; n++) {
            UnaryOperator<String> before = wrap;
            String boundary = "b" + n;
            wrap = inner -> before.apply("Content-Type: multipart/report; report-type=delivery-status; boundary="
                    + boundary + "\n\n--" + boundary + "\n" + inner + "\n--" + boundary + "--\n");
        }
        return wrap.apply(message);
    }

    private static List<Document> everything() {
        MongoDatabase database = service.context().getBean(MongoDatabase.class);
        List<Document> all = new ArrayList<>();
        for (String collection : List.of("newsletter-mails", "suppressions", "subscribers", "newsletter-consents")) {
            database.getCollection(collection)
                    .find()
                    .sort(new Document("_id", 1))
                    .into(all);
        }
        return all;
    }

    private HttpResponse<String> report(String message) {
        return report(message, token());
    }

    private static HttpResponse<String> report(String message, String token) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address("/api/mail-reports")))
                .header("Content-Type", "message/rfc822")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(Reports.bytes(message))));
    }

    private static String token() {
        return service.json(service.token("mail-reports", SECRET, Map.of("grant_type", "client_credentials")))
                .get("access_token")
                .asString();
    }

    private static List<KeptIssueMail> rows(Made reader) {
        return service.context().getBean(Ledger.class).of(reader.id());
    }

    private static boolean suppressed(Made reader) {
        return service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("suppressions")
                        .countDocuments(new Document("_id", reader.mailbox()))
                == 1;
    }

    private static Document subscriber(Made reader) {
        assertThat(service.context().getBean(Subscribers.class).find(reader.id()))
                .isPresent();
        Document found = service.context()
                .getBean(MongoDatabase.class)
                .getCollection("subscribers")
                .find(new Document("_id", reader.id()))
                .first();
        return found == null ? new Document() : found;
    }
}
