package press.lords.subscription.access.passkey;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RefusedPasskeyIT {

    private static final long SEED = 20261125;
    private static final int ROUNDS = 150;
    private static final int AT_ONCE = 40;
    private static final String NAME = TestDatabase.name();

    private static MongoClient mongo;
    private static TestMailServer mails;
    private static RunningService service;
    private static PasskeyCalls calls;

    private final SoftDevice device = new SoftDevice();
    private Tokens reader;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mongo = MongoClients.create(TestDatabase.uri());
        mails = new TestMailServer();
        service = RunningService.start(
                NAME,
                "spring.mail.port=" + mails.port(),
                "press.retention.every=1s",
                "press.passkeys.per-network=10000",
                "press.passkeys.in-all=100000");
        calls = new PasskeyCalls(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
        mongo.close();
    }

    @BeforeEach
    void signUp() {
        reader = SignedUp.reader(service, mails, "[]").signIn();
    }

    static List<Named<Consumer<SoftDevice>>> lies() {
        return List.of(
                Named.of("a foreign origin", lying -> lying.origin = "https://press.example"),
                Named.of("another port", lying -> lying.origin = "http://localhost:8081"),
                Named.of("a foreign host", lying -> lying.host = "press.example"),
                Named.of("nobody verified", lying -> lying.verifies = false));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void isNotAddedWhenTheDeviceDidOtherwise(Consumer<SoftDevice> lie) {
        lie.accept(device);

        assertRefused(calls.add(reader, device), 422, "passkey-refused");

        assertThat(calls.list(reader)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void opensNothingWhenTheDeviceDidOtherwise(Consumer<SoftDevice> lie) {
        calls.added(reader, device);
        device.count++;
        lie.accept(device);

        assertRefused(calls.signIn(device), 401, "sign-in-refused");
    }

    @Test
    void opensNothingASecondTime() throws Exception {
        device.count = 0;
        calls.added(reader, device);
        String signed = device.signed(calls.signInOptions());
        List<Callable<Integer>> tries =
                Collections.nCopies(AT_ONCE, () -> calls.signIn(signed).statusCode());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(201, 401).containsOnlyOnce(201);
        assertRefused(calls.signIn(signed), 401, "sign-in-refused");
        assertThat(calls.signIn(device).statusCode())
                .as("a device that doesn't count")
                .isEqualTo(201);
    }

    @Test
    void isNotAddedASecondTime() {
        JsonNode options = calls.options(reader);
        String made = device.made(options);
        assertThat(calls.add(reader, "First", made).statusCode()).isEqualTo(201);

        assertRefused(calls.add(reader, "Second", made), 422, "passkey-refused");
        assertRefused(calls.add(reader, device), 422, "passkey-refused");
        Tokens other = SignedUp.reader(service, mails, "[]").signIn();
        assertRefused(calls.add(other, device), 422, "passkey-refused");

        assertThat(calls.list(reader)).hasSize(1);
    }

    @Test
    void opensNothingOnceItsCountWentBack() {
        device.count = 3;
        calls.added(reader, device);
        device.count = 7;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);

        for (long count : new long[] {7, 5, 4, 0}) {
            device.count = count;
            assertRefused(calls.signIn(device), 401, "sign-in-refused");
        }

        device.count = 8;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);
    }

    @Test
    void isNotAddedByAnotherSessionThanAsked() {
        JsonNode options = calls.options(reader);
        Tokens other = SignedUp.reader(service, mails, "[]").signIn();

        assertRefused(calls.add(other, "Stolen", device.made(options)), 422, "passkey-refused");

        assertThat(calls.add(reader, "Mine", device.made(options)).statusCode()).isEqualTo(201);
    }

    @Test
    void isNotAddedByAnOlderQuestionOrOneToSignIn() {
        JsonNode older = calls.options(reader);
        JsonNode latest = calls.options(reader);
        String made = device.made(latest);

        assertRefused(calls.add(reader, "Old", device.made(older)), 422, "passkey-refused");
        String toSignIn =
                device.made(device.clientData("webauthn.create", calls.signInOptions()), device.attestation());
        assertRefused(calls.add(reader, "Other", toSignIn), 422, "passkey-refused");

        assertThat(calls.add(reader, "Mine", made).statusCode()).isEqualTo(201);
    }

    @Test
    void opensNothingByAQuestionToAddOne() {
        calls.added(reader, device);
        device.count++;

        assertRefused(calls.signIn(device.signed(calls.options(reader))), 401, "sign-in-refused");
    }

    @Test
    void opensNothingForAnotherHolderOrUnderAnotherName() {
        calls.added(reader, device);
        SoftDevice others = new SoftDevice();
        calls.added(SignedUp.reader(service, mails, "[]").signIn(), others);
        device.count++;
        byte[] handle = device.userHandle;
        device.userHandle = others.userHandle;
        assertRefused(calls.signIn(device), 401, "sign-in-refused");

        device.userHandle = handle;
        device.count++;
        byte[] name = device.name;
        device.name = others.name;
        assertRefused(calls.signIn(device), 401, "sign-in-refused");

        device.name = name;
        device.count++;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);
    }

    @Test
    void isNotAddedUnderANameThatTheDeviceDidNotSay() {
        JsonNode options = calls.options(reader);
        String made = device.made(options);
        device.name = new byte[16];
        String named = made.replaceFirst("\"id\": \"[^\"]+\"", "\"id\": \"" + SoftDevice.text(device.name) + "\"");

        assertRefused(calls.add(reader, "Squatter", named), 422, "passkey-refused");
    }

    @Test
    void isTooLateAfterFiveMinutesAndTheQuestionIsForgotten() {
        calls.added(reader, device);
        JsonNode toAdd = calls.options(reader);
        JsonNode toSignIn = calls.signInOptions();
        MongoCollection<Document> challenges = mongo.getDatabase(NAME).getCollection("passkey-challenges");
        Instant now = Clock.systemUTC().instant();
        assertThat(challenges.find().map(challenge -> challenge.getDate("until").toInstant()))
                .isNotEmpty()
                .allSatisfy(until -> assertThat(until).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(5))));
        challenges.updateMany(new Document(), new Document("$set", new Document("until", Date.from(now))));

        assertRefused(calls.signIn(device.signed(toSignIn)), 401, "sign-in-refused");
        assertRefused(calls.add(reader, "Late", new SoftDevice().made(toAdd)), 422, "passkey-refused");

        await().until(() -> challenges.countDocuments() == 0);
    }

    @Test
    void isOneTooManyAfterTwentyAndRemovingOneMakesNoRoomForMoreMails() {
        String last = "";
        for (int n = 0; n < 20; n++) {
            last = calls.added(reader, new SoftDevice());
        }

        assertRefused(service.post("/api/passkeys/options", "", reader.bearer()), 409, "too-many-passkeys");
        assertThat(calls.remove(reader, last).statusCode()).isEqualTo(204);
        HttpResponse<String> refused = service.post("/api/passkeys/options", "", reader.bearer());

        assertRefused(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(86_000L, 86_400L);
        assertThat(calls.list(reader)).hasSize(19);
    }

    @Test
    void isRefusedWhateverBytesCome() {
        Random random = new Random(SEED);
        SoftDevice known = new SoftDevice();
        calls.added(reader, known);
        for (int n = 0; n < ROUNDS; n++) {
            JsonNode options = calls.options(reader);
            byte[] attestation = spoilt(device.attestation(), random);
            HttpResponse<String> added = calls.add(
                    reader, "Spoilt", device.made(device.clientData("webauthn.create", options), attestation));
            assertRefused(added, 422, "passkey-refused");

            byte[] clientData = known.clientData("webauthn.get", calls.signInOptions());
            byte[] junk = new byte[37 + random.nextInt(200)];
            random.nextBytes(junk);
            assertRefused(calls.signIn(known.signed(clientData, junk, junk)), 401, "sign-in-refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"credential\": {}}",
                "{\"credential\": {\"id\": \"AA\"}}",
                "{\"credential\": {\"id\": \"!\", \"response\": {}}}",
                "{\"credential\": {\"id\": \"AA\", \"response\": {\"clientDataJSON\": \"AA\"}}}"
            })
    void isNoPasskeyWithoutItsFields(String body) {
        assertRefused(service.post("/api/passkeys", body, reader.bearer()), 422, "invalid-fields");
        assertRefused(service.post("/api/passkeys/sessions", body), 422, "invalid-fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\\nlines",
                "\\ud800",
                "two\\u2028lines",
                "0123456789012345678901234567890123456789012345678901234567890"
            })
    void isNotCalledWhatIsNoLineOfText(String label) {
        assertRefused(calls.add(reader, label, device.made(calls.options(reader))), 422, "invalid-fields");
    }

    @Test
    void isNothingToBeAskedForByForeignPagesOrStrangers() {
        Stream.of("/api/passkeys/sign-in-options", "/api/passkeys/sessions", "/api/passkeys", "/api/passkeys/options")
                .forEach(path ->
                        assertRefused(service.post(path, "", "Origin", "https://evil.example"), 403, "origin-refused"));
        Stream.of("/api/passkeys", "/api/passkeys/options")
                .forEach(path -> assertRefused(service.post(path, ""), 401, "unauthenticated"));
        assertRefused(service.call("DELETE", "/api/passkeys/x", ""), 401, "unauthenticated");
    }

    /** Bytes that are flipped, cut off or doubled, but never the same. */
    private static byte[] spoilt(byte[] bytes, Random random) {
        // Not the device's model or key, of which any will do.
        int at = random.nextInt(60);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(30));
            default -> {
                bytes[at] ^= (byte) (1 + random.nextInt(255));
                yield bytes;
            }
        };
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(answer.body()).doesNotContain("Exception", "webauthn");
    }
}
