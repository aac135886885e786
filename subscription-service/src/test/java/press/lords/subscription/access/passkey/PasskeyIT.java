package press.lords.subscription.access.passkey;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.staff.Colleague;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class PasskeyIT {

    private static final String NAME = TestDatabase.name();

    private static MongoClient mongo;
    private static TestMailServer mails;
    private static RunningService service;
    private static PasskeyCalls calls;

    private final SoftDevice device = new SoftDevice();
    private SignedUp reader;
    private Tokens tokens;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mongo = MongoClients.create(TestDatabase.uri());
        mails = new TestMailServer();
        service = RunningService.start(
                NAME,
                "spring.mail.port=" + mails.port(),
                "press.staff.admin-email=" + Colleague.ADMIN,
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
        reader = SignedUp.reader(service, mails, "[]");
        tokens = reader.signIn();
    }

    @Test
    void signsInOnceItIsAdded() {
        String id = calls.added(tokens, device);
        device.count++;

        HttpResponse<String> opened = calls.signIn(device);

        assertThat(opened.statusCode()).isEqualTo(201);
        Tokens again = Tokens.in(service.json(opened));
        assertThat(again.session()).isNotEqualTo(tokens.session());
        assertThat(calls.subscriber(again)).isEqualTo(calls.subscriber(tokens));
        assertThat(service.post("/api/sessions/current/refresh", "", again.refreshing())
                        .statusCode())
                .isEqualTo(200);
        assertThat(calls.list(tokens)).singleElement().satisfies(passkey -> {
            assertThat(passkey.get("passkey").asString()).isEqualTo(id);
            assertThat(passkey.get("label").asString()).isEqualTo("My phone");
            assertThat(passkey.get("lastUsedAt").isNull()).isFalse();
        });
    }

    @Test
    void asksDevicesToFindOutWhoHoldsThemAndToKeepThePasskey() {
        JsonNode asked = calls.options(tokens);

        assertThat(asked.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(asked.at("/user/name").asString()).isEqualTo(reader.address());
        assertThat(asked.at("/user/id").asString())
                .hasSize(43)
                .isNotEqualTo(calls.subscriber(tokens))
                .isEqualTo(calls.options(tokens).at("/user/id").asString());
        assertThat(asked.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("required");
        assertThat(asked.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(asked.get("excludeCredentials")).isEmpty();
        calls.added(tokens, device);
        assertThat(calls.options(tokens).at("/excludeCredentials/0/id").asString())
                .isEqualTo(SoftDevice.text(device.name));
    }

    @Test
    void asksTheSameOfWhoeverSignsIn() {
        JsonNode asked = calls.signInOptions();

        assertThat(asked.get("allowCredentials")).isEmpty();
        assertThat(asked.get("userVerification").asString()).isEqualTo("required");
        assertThat(asked.get("rpId").asString()).isEqualTo("localhost");
        assertThat(asked.get("challenge")).isNotEqualTo(calls.signInOptions().get("challenge"));
    }

    @Test
    void signsInOnlyTheBrowserThatAskedAndGivesItNothingThatAScriptCouldTake() {
        calls.added(tokens, device);
        String[] browser = {"Origin", "http://localhost:8080", "Accept", "application/json"};
        HttpResponse<String> asked = service.post("/api/passkeys/sign-in-options", "", browser);
        String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-press-asked-passkey=")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "SameSite=Lax");
        device.count++;
        String signed = "{\"credential\": " + device.signed(service.json(asked)) + "}";

        assertThat(service.post("/api/passkeys/sessions", signed, browser).statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/passkeys/sessions", signed).statusCode()).isEqualTo(401);
        HttpResponse<String> opened = service.post(
                "/api/passkeys/sessions",
                signed,
                "Origin",
                "http://localhost:8080",
                "Accept",
                "application/json",
                "Cookie",
                cookie.split(";", 2)[0]);

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(service.json(opened).propertyNames())
                .containsExactlyInAnyOrder("session", "expiresIn", "refreshExpiresIn");
        assertThat(opened.headers().allValues("Set-Cookie")).hasSize(2);
    }

    @Test
    void isAnnouncedToItsReaderInWordsThatNobodyChose() {
        calls.added(tokens, device);

        TestMailServer.Taken mail = reader.nextMail();

        assertThat(mail.text()).contains("A passkey was added", "/passkeys").doesNotContain("My phone");
        assertThat(mail.html()).contains("A passkey was added", "/passkeys").doesNotContain("My phone");
    }

    @Test
    void isAnnouncedBeforeItOpensASessionThoughTheServiceDiedRightAfterItWasAdded() {
        String id = calls.added(tokens, device);
        reader.nextMail();
        MongoDatabase database = mongo.getDatabase(NAME);
        database.getCollection("mails").deleteMany(new Document("letter", "PASSKEY_ADDED"));
        database.getCollection("passkeys")
                .updateOne(new Document("passkey", id), new Document("$set", new Document("announced", false)));
        device.count++;

        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);

        assertThat(reader.nextMail().text()).contains("A passkey was added");
        device.count++;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);
        assertThat(mails.mailsTo(reader.address())).hasSize(4);
    }

    @Test
    void opensNothingOnceItIsRemoved() {
        String id = calls.added(tokens, device);

        assertThat(calls.remove(tokens, id).statusCode()).isEqualTo(204);

        device.count++;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(401);
        assertThat(calls.remove(tokens, id).statusCode()).isEqualTo(404);
        assertThat(calls.list(tokens)).isEmpty();
        assertThat(service.call("GET", "/api/me/export", "", tokens.bearer()).body())
                .containsOnlyOnce("PASSKEY_REMOVED");
        device.count++;
        assertThat(calls.add(tokens, device).statusCode())
                .as("it may come back")
                .isEqualTo(201);
    }

    @Test
    void isNobodyElsesToSeeOrToRemove() {
        String id = calls.added(tokens, device);
        Tokens other = SignedUp.reader(service, mails, "[]").signIn();

        assertThat(calls.list(other)).isEmpty();
        assertThat(calls.remove(other, id).statusCode()).isEqualTo(404);

        assertThat(calls.list(tokens)).hasSize(1);
    }

    @Test
    void opensNothingForAReaderWhoIsSuspended() {
        calls.added(tokens, device);
        String subscriber = calls.subscriber(tokens);
        put(subscriber, "suspended");
        device.count++;

        assertThat(calls.signIn(device).statusCode()).isEqualTo(401);

        put(subscriber, "active");
        device.count++;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(201);
    }

    @Test
    void opensToStaffWhatReadersMayDoAndNoMore() throws ParseException {
        Tokens admin = Colleague.firstAdmin(service, mails).signIn();
        Tokens twoFactors =
                Colleague.hired(service, mails, admin, "[\"chief-editor\"]").signIn();
        calls.added(twoFactors, device);
        device.count++;

        HttpResponse<String> opened = calls.signIn(device);

        assertThat(opened.statusCode()).isEqualTo(201);
        Tokens byPasskey = Tokens.in(service.json(opened));
        assertThat(SignedJWT.parse(byPasskey.access()).getJWTClaimsSet().getStringClaim("scope"))
                .isEqualTo("reader");
        assertThat(calls.subscriber(byPasskey)).isEqualTo(calls.subscriber(twoFactors));
        assertThat(service.call("GET", "/api/notice", "", byPasskey.bearer()).statusCode())
                .isEqualTo(403);
        assertThat(service.call("GET", "/api/notice", "", twoFactors.bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void isExportedAndThenErasedWithItsReader() {
        calls.added(tokens, device);
        JsonNode export = service.json(service.call("GET", "/api/me/export", "", tokens.bearer()));
        assertThat(export.at("/passkeys/0/label").asString()).isEqualTo("My phone");
        assertThat(export.get("audit").toString()).contains("PASSKEY_ADDED");
        String subscriber = export.at("/account/subscriber").asString();

        HttpResponse<String> erased = service.call("DELETE", "/api/me", "", tokens.bearer());

        assertThat(erased.body()).contains("{\"store\":\"passkeys\",\"count\":1}");
        device.count++;
        assertThat(calls.signIn(device).statusCode()).isEqualTo(401);
        for (String collection : new String[] {"passkeys", "passkey-holders"}) {
            assertThat(mongo.getDatabase(NAME)
                            .getCollection(collection)
                            .countDocuments(new Document("subscriber", subscriber)))
                    .isZero();
        }
    }

    @Test
    void opensNothingForWhomOnlyTheKeyIsDestroyedYet() {
        calls.added(tokens, device);
        mongo.getDatabase(NAME + "_keys")
                .getCollection("keys")
                .deleteOne(new Document("_id", calls.subscriber(tokens)));
        device.count++;

        assertThat(calls.signIn(device).statusCode()).isEqualTo(401);
    }

    @Test
    void canBeReadByNobodyWhoHasTheDatabase() {
        JsonNode options = calls.options(tokens);
        String made = device.made(options);
        JsonNode signInOptions = calls.signInOptions();
        assertThat(everything())
                .contains("passkey-challenges")
                .doesNotContain(
                        options.get("challenge").asString(),
                        signInOptions.get("challenge").asString());

        assertThat(calls.add(tokens, "Ada's watch", made).statusCode()).isEqualTo(201);

        assertThat(everything())
                .contains("signatures")
                .doesNotContain(
                        "Ada's watch",
                        SoftDevice.text(device.name),
                        new String(device.name, ISO_8859_1),
                        reader.address());
    }

    private static void put(String subscriber, String state) {
        assertThat(service.send(HttpRequest.newBuilder(
                                        URI.create(service.managementAddress("/actuator/readers/" + subscriber)))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"state\": \"" + state + "\"}")))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String everything() {
        MongoDatabase database = mongo.getDatabase(NAME);
        StringBuilder all = new StringBuilder();
        for (String collection : database.listCollectionNames()) {
            all.append(collection).append('\n');
            for (Document document : database.getCollection(collection).find()) {
                all.append(document.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + (field.getValue() instanceof Binary binary
                                        ? new String(binary.getData(), ISO_8859_1)
                                        : field.getValue()))
                        .collect(Collectors.joining("\n")));
            }
        }
        return all.toString();
    }
}
