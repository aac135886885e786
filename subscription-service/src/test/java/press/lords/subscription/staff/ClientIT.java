package press.lords.subscription.staff;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.access.session.SubscriberLog;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Programs that act for the staff. */
class ClientIT {

    private static TestMailServer mails;
    private static RunningService service;
    private static Tokens admin;
    private static Tokens chief;

    private record Program(String id, String secret) {}

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.staff.admin-email=" + Colleague.ADMIN,
                "press.staff.per-network=10000",
                "press.staff.in-all=10000",
                "press.staff.settle-every=200ms",
                "press.failed-attempts.per-client-and-address=1000",
                "press.failed-attempts.per-address=1000");
        admin = Colleague.firstAdmin(service, mails).signIn();
        chief = Colleague.hired(service, mails, admin, "[\"chief-editor\"]").signIn();
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void getsASecretOnceAndTokensForIt() throws ParseException {
        HttpResponse<String> made = make(chief, "[\"articles.write\", \"notice.write\"]");
        JsonNode client = service.json(made);
        Program program = program(made);

        assertThat(made.headers().firstValue("Location")).contains("/api/clients/" + program.id());
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(client.get("name").asString()).isEqualTo("The wire");
        JWTClaimsSet token = SignedJWT.parse(accessToken(program)).getJWTClaimsSet();
        assertThat(token.getSubject()).isEqualTo(program.id());
        assertThat(token.getStringListClaim("scope")).containsExactlyInAnyOrder("articles.write", "notice.write");
        HttpResponse<String> listed = service.call("GET", "/api/clients", "", chief.bearer());
        assertThat(listed.body()).contains(program.id(), "The wire").doesNotContain(program.secret(), "secret");
        assertThat(stored(program).toString()).doesNotContain(program.secret(), "The wire");
    }

    @Test
    void mayDoWhatItsScopesSayAndIsNobodyElse() {
        Program program = program(make(chief, "[\"notice.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(program)};

        assertThat(service.call("GET", "/api/notice", "", bearer).statusCode()).isEqualTo(200);
        assertProblem(service.call("GET", "/api/staff", "", bearer), 403, "forbidden");
        assertProblem(service.call("GET", "/api/clients", "", bearer), 403, "forbidden");
        assertProblem(service.call("GET", "/api/me", "", bearer), 401, "unauthenticated");
        assertProblem(service.post("/api/sessions/current/refresh", "", bearer), 401, "unauthenticated");
        String[] writer = {"Authorization", "Bearer " + accessToken(program(make(chief, "[\"articles.write\"]")))};
        assertProblem(service.call("GET", "/api/notice", "", writer), 403, "forbidden");
        assertThat(token(program, "articles.write").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\": \"x\", \"scopes\": [\"staff.manage\"]}', 422, invalid-fields",
        "'{\"name\": \"x\", \"scopes\": [\"articles.write\", \"reader\"]}', 422, invalid-fields",
        "'{\"name\": \"x\", \"scopes\": [\"mail.report\"]}', 422, invalid-fields",
        "'{\"name\": \"x\", \"scopes\": [null]}', 422, invalid-fields",
        "'{\"name\": \"x\", \"scopes\": []}', 422, invalid-fields",
        "'{\"name\": \"\", \"scopes\": [\"articles.write\"]}', 422, invalid-fields",
        "'{\"name\": \"a\\nb\", \"scopes\": [\"articles.write\"]}', 422, invalid-fields",
        "'{\"name\": \"x\", \"scopes\": [\"articles.write\"], \"secret\": \"mine\"}', 400, bad-request"
    })
    void isMadeByAWholeRequestAlone(String body, int status, String problem) {
        assertProblem(service.post("/api/clients", body, chief.bearer()), status, problem);
    }

    @Test
    void mayNotDoMoreThanItsOwner() {
        Tokens editor = Colleague.hired(service, mails, admin, "[\"editor\"]").signIn();

        assertProblem(make(editor, "[\"notice.write\"]"), 422, "invalid-fields");
        assertProblem(make(admin, "[\"articles.write\"]"), 422, "invalid-fields");
        assertThat(make(editor, "[\"articles.write\"]").statusCode()).isEqualTo(201);
    }

    @Test
    void isNotThereForOthers() {
        Program program = program(make(chief, "[\"articles.write\"]"));
        Tokens other =
                Colleague.hired(service, mails, admin, "[\"chief-editor\"]").signIn();

        assertThat(service.call("GET", "/api/clients", "", other.bearer()).body())
                .doesNotContain(program.id());
        Stream.of(other, admin)
                .forEach(caller -> assertProblem(
                        service.call("DELETE", "/api/clients/" + program.id(), "", caller.bearer()), 404, "not-found"));
        assertProblem(service.call("DELETE", "/api/clients/newsroom", "", chief.bearer()), 404, "not-found");
        assertThat(accessToken(program)).isNotBlank();
    }

    @Test
    void getsNothingForAWrongSecret() {
        Program program = program(make(chief, "[\"articles.write\"]"));
        Program another = program(make(chief, "[\"articles.write\"]"));

        assertThat(token(new Program(program.id(), another.secret()), "articles.write")
                        .statusCode())
                .isEqualTo(401);
        String hash = stored(program).getString("secret");
        assertThat(token(new Program(program.id(), hash), "articles.write").statusCode())
                .isEqualTo(401);
        assertThat(token(new Program(program.id(), "sha256:" + hash), "articles.write")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsWhenItIsRevoked() {
        Program program = program(make(chief, "[\"notice.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(program)};
        String owner = stored(program).getString("owner");

        assertThat(service.call("DELETE", "/api/clients/" + program.id(), "", chief.bearer())
                        .statusCode())
                .isEqualTo(204);

        assertEnded(program, bearer);
        assertThat(audit(program)).containsExactly("CLIENT_MADE by " + owner, "CLIENT_REVOKED by " + owner);
        assertProblem(service.call("DELETE", "/api/clients/" + program.id(), "", chief.bearer()), 404, "not-found");
    }

    @Test
    void endsWithItsOwnersPlaceOnTheStaff() {
        Colleague owner = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        Program program = program(make(owner.signIn(), "[\"notice.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(program)};

        service.call("DELETE", "/api/staff/" + owner.id(), "", admin.bearer());

        assertEnded(program, bearer);
        owner.invite(admin, "[\"chief-editor\"]");
        owner.enrol(owner.invitation());
        assertThat(token(program, "notice.write").statusCode()).isEqualTo(401);
    }

    @Test
    void endsWhenItsOwnerMayNoLongerDoWhatItDoes() {
        Colleague owner = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        Tokens tokens = owner.signIn();
        Program notices = program(make(tokens, "[\"notice.write\"]"));
        Program articles = program(make(tokens, "[\"articles.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(notices)};

        service.call("PUT", "/api/staff/" + owner.id() + "/roles", "{\"roles\": [\"editor\"]}", admin.bearer());

        assertEnded(notices, bearer);
        assertThat(accessToken(articles)).isNotBlank();
    }

    @Test
    void restsWhileItsOwnerIsSuspended() {
        Colleague owner = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        Program program = program(make(owner.signIn(), "[\"notice.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(program)};

        assertThat(stands(owner, "suspended").statusCode()).isEqualTo(200);

        assertThat(token(program, "notice.write").statusCode()).isEqualTo(401);
        assertProblem(service.call("GET", "/api/notice", "", bearer), 401, "unauthenticated");
        assertThat(SubscriberLog.awaitLatest(program.id(), 1).at("/event/state").asString())
                .isEqualTo("suspended");
        assertThat(stands(owner, "active").statusCode()).isEqualTo(200);
        assertThat(token(program, "notice.write").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> stands(Colleague owner, String state) {
        return service.send(
                HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/readers/" + owner.id())))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"state\": \"" + state + "\"}")));
    }

    @Test
    void endsAlsoWhenWhoeverEndedItDiedInBetween() {
        Colleague owner = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        Tokens tokens = owner.signIn();
        Program program = program(make(tokens, "[\"notice.write\"]"));
        String[] bearer = {"Authorization", "Bearer " + accessToken(program)};

        // All that a kill right after the commit leaves.
        service.context().getBean(StaffRegister.class).change(staff -> staff.ending(owner.id()));

        assertThat(token(program, "notice.write").statusCode()).isEqualTo(401);
        assertThat(service.call("GET", "/api/clients", "", tokens.bearer()).statusCode())
                .isIn(401, 403);
        await().until(() -> service.context().getBean(StaffRegister.class).read().members().stream()
                .noneMatch(Member::unsettled));
        assertEnded(program, bearer);
        assertProblem(service.post("/api/sessions/current/refresh", "", tokens.refreshing()), 401, "unauthenticated");
    }

    private static List<String> audit(Program program) {
        return collection("audit")
                .find(new Document("subject", program.id()))
                .sort(new Document("at", 1))
                .map(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .into(new ArrayList<>());
    }

    private static Document stored(Program program) {
        return Objects.requireNonNull(
                collection("clients").find(new Document("_id", program.id())).first());
    }

    private static void assertEnded(Program program, String[] bearer) {
        HttpResponse<String> refused = token(program, "notice.write");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(service.json(refused).get("error").asString()).isEqualTo("invalid_client");
        assertProblem(service.call("GET", "/api/notice", "", bearer), 401, "unauthenticated");
        JsonNode told = SubscriberLog.awaitLatest(program.id(), 1).get("event");
        assertThat(told.get("state").asString()).isEqualTo("erased");
        assertThat(collection("clients").countDocuments(new Document("_id", program.id())))
                .isZero();
    }

    private static HttpResponse<String> make(Tokens owner, String scopes) {
        return service.post("/api/clients", "{\"name\": \"The wire\", \"scopes\": " + scopes + "}", owner.bearer());
    }

    private static Program program(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode client = service.json(made);
        return new Program(client.get("id").asString(), client.get("secret").asString());
    }

    private static HttpResponse<String> token(Program program, String scope) {
        return service.token(
                program.id(), program.secret(), Map.of("grant_type", "client_credentials", "scope", scope));
    }

    private static String accessToken(Program program) {
        HttpResponse<String> answer =
                service.token(program.id(), program.secret(), Map.of("grant_type", "client_credentials"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer).get("access_token").asString();
    }

    private static com.mongodb.client.MongoCollection<Document> collection(String name) {
        return service.context().getBean(MongoDatabase.class).getCollection(name);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(service.json(response).get("type").asString()).isEqualTo("/problems/" + type);
    }
}
