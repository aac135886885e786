package press.lords.subscription.signup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SubscribeIT {

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
    void answersTheSameWhateverIsKnownOfTheAddress() {
        String confirmed = anAddress();
        confirm(confirmed);
        String unconfirmed = anAddress();
        subscribe(unconfirmed);
        mails.awaitMail(unconfirmed, 1);

        List<HttpResponse<String>> answers =
                List.of(subscribe(anAddress()), subscribe(unconfirmed), subscribe(confirmed));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo(answers.getFirst().body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(answers.getFirst().headers().map().keySet());
        });
    }

    @Test
    void doesNotFloodAnAddressThatNobodyConfirmed() {
        String victim = anAddress();
        for (int n = 0; n < 20; n++) {
            assertThat(subscribe(n % 2 == 0 ? victim : victim.toUpperCase(Locale.ROOT))
                            .statusCode())
                    .isEqualTo(202);
        }
        awaitNothingLeftToDecide();

        assertThat(mails.mailsTo(victim)).hasSize(1);
    }

    @Test
    void doesNotFloodAnInboxBySubAddresses() {
        String victim = anAddress();
        List<String> addresses = IntStream.range(0, 10)
                .mapToObj(n -> victim.replace("@", "+" + n + "@"))
                .toList();
        addresses.forEach(SubscribeIT::subscribe);
        subscribe(victim);
        awaitNothingLeftToDecide();

        assertThat(Stream.concat(addresses.stream(), Stream.of(victim)).flatMap(one -> mails.mailsTo(one).stream()))
                .hasSize(1);
    }

    @Test
    void writesNoWordOfARequesterIntoAMail() {
        String address = anAddress();
        service.post(
                "/api/subscriptions",
                "{\"email\": \"" + address + "\"}",
                "User-Agent",
                "Buy-Planted-Pills",
                "Accept-Language",
                "planted");

        TestMailServer.Taken mail = mails.awaitMail(address, 1);
        assertThat(mail.text() + mail.html())
                .doesNotContainIgnoringCase("planted")
                .doesNotContain(address);
        assertThat(mail.header("Message-ID")).endsWith("@localhost>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|422|invalid-fields",
                "{\"email\": null}|422|invalid-fields",
                "{\"email\": \"nobody\"}|422|invalid-fields",
                "{\"email\": \"a@example.org\\r\\nBcc: b@example.org\"}|422|invalid-fields",
                "{\"email\": \"a@example.org\", \"newsletters\": [\"gossip\"]}|422|invalid-fields",
                "{\"email\": \"a@example.org\", \"newsletters\": [null]}|422|invalid-fields",
                "{\"email\": \"a@example.org\", \"admin\": true}|400|bad-request",
                "{\"email\": \"a@example.org\", \"email\": \"b@example.org\"}|400|bad-request",
                "{\"email\": 7}|400|bad-request",
                "{\"email\": \"a@example.org\", \"newsletters\": \"daily-digest\"}|400|bad-request",
                "[]|400|bad-request",
                "{|400|bad-request"
            })
    void refusesWhatIsNotAsTheContractSays(String body, int status, String type) {
        long before = requests();

        HttpResponse<String> answer = service.post("/api/subscriptions", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(answer.body()).doesNotContain("a@example.org", "press.lords", "Exception");
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void refusesOtherTypesAndSizes() {
        HttpResponse<String> xml =
                service.send(HttpRequest.newBuilder(URI.create(service.address("/api/subscriptions")))
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<email/>")));
        assertThat(xml.statusCode()).isEqualTo(415);
        assertThat(service.json(xml).get("type").asString()).isEqualTo("/problems/unsupported-media-type");

        HttpResponse<String> large =
                service.post("/api/subscriptions", "{\"email\": \"" + "x".repeat(70_000) + "@example.org\"}");
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void confirmsOnceHoweverManyTryAtOnce() throws Exception {
        String address = anAddress();
        subscribe(address);
        String body = "{\"token\": \"" + mails.awaitMail(address, 1).token("/confirm/") + "\"}";
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            tries.add(
                    () -> service.post("/api/subscriptions/confirmations", body).statusCode());
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(200, 410).containsOnlyOnce(200);
        mails.awaitMail(address, 2);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "''", "'../../x'", "'<script>alert(1)</script>'"})
    void refusesATokenThatIsNotOurs(String token) {
        HttpResponse<String> answer =
                service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/link-invalid");
    }

    @Test
    void keepsNoAddressAndNoTokenInClear() {
        String address = anAddress();
        subscribe(address);
        String token = mails.awaitMail(address, 1).token("/confirm/");

        MongoDatabase database = service.context().getBean(MongoDatabase.class);
        StringBuilder all = new StringBuilder();
        for (String collection : database.listCollectionNames()) {
            database.getCollection(collection).find().forEach(document -> all.append(document.toJson()));
        }
        assertThat(all.toString())
                .contains("\"letter\": \"CONFIRM_ADDRESS\"")
                .doesNotContain(address, token, address.substring(0, 20));
    }

    private static HttpResponse<String> subscribe(String address) {
        return service.post("/api/subscriptions", "{\"email\": \"" + address + "\"}");
    }

    private static void confirm(String address) {
        subscribe(address);
        String token = mails.awaitMail(address, 1).token("/confirm/");
        assertThat(service.post("/api/subscriptions/confirmations", "{\"token\": \"" + token + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String anAddress() {
        return "reader-" + UUID.randomUUID() + "@example.org";
    }

    private static long requests() {
        return service.context()
                .getBean(MongoDatabase.class)
                .getCollection("requests")
                .countDocuments();
    }

    private static void awaitNothingLeftToDecide() {
        await().until(() -> requests() == 0);
    }
}
