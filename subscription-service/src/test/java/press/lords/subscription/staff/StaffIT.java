package press.lords.subscription.staff;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.access.session.SubscriberLog;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.web.OpenApi;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class StaffIT {

    private static TestMailServer mails;
    private static RunningService service;
    private static Colleague firstAdmin;
    private static Tokens admin;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.staff.admin-email=" + Colleague.ADMIN,
                "press.staff.per-network=10000",
                "press.staff.in-all=10000");
        firstAdmin = Colleague.firstAdmin(service, mails);
        admin = firstAdmin.signIn();
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void areInvitedByAMailAndSeenByTheirAdmins() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"chief-editor\", \"editor\"]");

        JsonNode before = member(invited);
        invited.enrol(invited.invitation());
        JsonNode after = member(invited);

        assertThat(before.get("email").asString()).isEqualTo(invited.address());
        assertThat(before.get("roles").toString()).isEqualTo("[\"editor\",\"chief-editor\"]");
        assertThat(before.get("state").asString()).isEqualTo("invited");
        assertThat(before.get("activeSince").isNull()).isTrue();
        assertThat(after.get("state").asString()).isEqualTo("active");
        assertThat(after.get("activeSince").isNull()).isFalse();
        assertThat(audit(invited))
                .containsExactly("STAFF_INVITED by " + firstAdmin.id(), "STAFF_ENROLLED by " + invited.id());
    }

    /** @param roles one of which the caller must have; none is for programs alone */
    private record StaffCall(String method, String path, Set<String> roles) {

        HttpResponse<String> by(String... headers) {
            return service.call(method, path, Set.of("POST", "PUT").contains(method) ? "{}" : "", headers);
        }
    }

    private static List<StaffCall> described() {
        List<StaffCall> described = new ArrayList<>();
        OpenApi.document()
                .get("paths")
                .forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
                    boolean isForPrograms = call.path("security").valueStream().anyMatch(one -> one.has("program"));
                    if (call.has("x-roles") || isForPrograms) {
                        described.add(new StaffCall(
                                method.toUpperCase(Locale.ROOT),
                                path.replaceAll("\\{.*?}", "x"),
                                call.path("x-roles")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .collect(Collectors.toSet())));
                    }
                }));
        return described;
    }

    @Test
    void mayDoWhatTheirRolesSayAndNoMore() {
        Map<String, Tokens> staff = Map.of(
                "editor", Colleague.hired(service, mails, admin, "[\"editor\"]").signIn(),
                "chief-editor",
                        Colleague.hired(service, mails, admin, "[\"chief-editor\"]")
                                .signIn(),
                "admin", admin);
        Tokens reader = SignedUp.reader(service, mails, "[]").signIn();
        String program = service.accessToken();

        assertThat(described()).hasSize(10).allSatisfy(call -> {
            assertProblem(call.by(), 401, "unauthenticated");
            assertProblem(call.by("Authorization", "Bearer x"), 401, "unauthenticated");
            assertProblem(call.by(reader.refreshing()), 401, "unauthenticated");
            assertProblem(call.by(reader.bearer()), 403, "forbidden");
            assertProblem(call.by("Authorization", "Bearer " + program), 403, "forbidden");
            staff.forEach((role, tokens) -> {
                if (call.roles().contains(role)) {
                    assertThat(call.by(tokens.bearer()).statusCode()).as(role).isNotIn(401, 403);
                } else {
                    assertProblem(call.by(tokens.bearer()), 403, "forbidden");
                }
            });
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"email\": \"a@example.org\", \"roles\": [\"editor\"], \"state\": \"active\"}', 400, bad-request",
        "'{\"email\": \"a@example.org\", \"roles\": [\"owner\"]}', 400, bad-request",
        "'{\"email\": \"a@example.org\", \"roles\": []}', 422, invalid-fields",
        "'{\"email\": \"a@example.org\", \"roles\": [null]}', 422, invalid-fields",
        "'{\"email\": \"a@example.org\"}', 422, invalid-fields",
        "'{\"email\": \"nobody\", \"roles\": [\"editor\"]}', 422, invalid-fields",
        "'{\"roles\": [\"editor\"]}', 422, invalid-fields"
    })
    void areInvitedByAWholeRequestAlone(String body, int status, String problem) {
        assertProblem(service.post("/api/staff", body, admin.bearer()), status, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE ", "PUT /roles"})
    void areNotThereByAnIdOfAnotherKind(String call) {
        String method = call.substring(0, call.indexOf(' '));
        String reader = service.json(service.call(
                        "GET",
                        "/api/me",
                        "",
                        SignedUp.reader(service, mails, "[]").signIn().bearer()))
                .get("subscriber")
                .asString();
        String body = method.equals("PUT") ? "{\"roles\": [\"editor\"]}" : "";
        for (String id : List.of(reader, "nobody", admin.session())) {
            String path = "/api/staff/" + id + call.substring(call.indexOf(' ') + 1);
            assertProblem(service.call(method, path, body, admin.bearer()), 404, "not-found");
        }
    }

    @Test
    void areInvitedOnceAndTheLaterInvitationCounts() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"editor\"]");
        String first = invited.invitation();
        invited.begin(first);
        invited.invite(admin, "[\"admin\"]");
        String second = invited.invitation();

        assertProblem(invited.begin(first), 410, "link-invalid");
        assertProblem(invited.finish(first, invited.nextCode()), 410, "link-invalid");
        invited.enrol(second);

        assertThat(member(invited).get("roles").toString()).isEqualTo("[\"admin\"]");
        assertProblem(invited.begin(second), 410, "link-invalid");
        assertProblem(invited.finish(second, invited.nextCode()), 410, "link-invalid");
        assertProblem(invited.invite(admin, "[\"editor\"]"), 409, "already-staff");
    }

    @Test
    void areNotInvitedUntilTheirMailboxIsFull() {
        Colleague stranger = Colleague.invited(service, mails, admin, "[\"editor\"]");
        HttpResponse<String> again = stranger.invite(admin, "[\"editor\"]");
        assertProblem(again, 429, "too-many-requests");
        assertThat(again.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        stranger.enrol(stranger.invitation());

        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Colleague invited = new Colleague(service, mails, reader.address());
        for (int n = 0; n < 3; n++) {
            assertThat(invited.invite(admin, "[\"editor\"]").statusCode()).isEqualTo(201);
        }
        HttpResponse<String> fourth = invited.invite(admin, "[\"admin\"]");
        assertProblem(fourth, 429, "too-many-requests");
        assertThat(fourth.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(86_000L, 86_400L);
        assertThat(member(invited).get("roles").toString()).isEqualTo("[\"editor\"]");
    }

    @Test
    void areNotForgottenWithTheirInvitationBecauseTheyCameLongAgo() {
        Instant now = Clock.systemUTC().instant();
        Colleague stranger = new Colleague(service, mails, "staff-" + UUID.randomUUID() + "@example.org");
        service.post("/api/subscriptions", "{\"email\": \"" + stranger.address() + "\"}");
        stranger.nextMail();
        Date longAgo = Date.from(now.minus(Duration.ofDays(8)));
        collection("subscribers")
                .updateOne(
                        new Document("_id", stranger.id()),
                        new Document("$set", new Document("createdAt", longAgo).append("askedAt", longAgo)));
        collection("mailed-addresses").deleteMany(new Document());

        stranger.invite(admin, "[\"editor\"]");

        assertThat(service.context().getBean(Subscribers.class).unconfirmedBefore(now.minus(Duration.ofDays(7)), 100))
                .doesNotContain(stranger.id());
        stranger.enrol(stranger.invitation());
    }

    @Test
    void areNotEnrolledByAWrongCodeNorAfterTooMany() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"editor\"]");
        String token = invited.invitation();
        assertProblem(invited.finish(token, "123456"), 401, "second-factor-refused");
        invited.begin(token);

        for (int n = 0; n < 5; n++) {
            assertProblem(invited.finish(token, invited.wrongCode()), 401, "second-factor-refused");
        }

        HttpResponse<String> late = invited.finish(token, invited.nextCode());
        assertProblem(late, 429, "too-many-requests");
        assertThat(late.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(3_000L, 3_600L);
        assertThat(member(invited).get("state").asString()).isEqualTo("invited");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"token\": \"x\"}', 410, link-invalid",
        "'{\"token\": \"x\", \"totp\": \"1\"}', 410, link-invalid",
        "'{}', 422, invalid-fields",
        "'{\"token\": \"x\", \"role\": \"admin\"}', 400, bad-request",
        "'{\"token\": 1}', 400, bad-request"
    })
    void areEnrolledByAnInvitationAlone(String body, int status, String problem) {
        assertProblem(service.post("/api/staff/enrolment", body), status, problem);
    }

    @Test
    void areNotInvitedByALinkThatWentToAnAddressTheyNoLongerHave() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        service.post(
                "/api/staff", "{\"email\": \"" + reader.address() + "\", \"roles\": [\"editor\"]}", admin.bearer());
        String invitation = reader.nextMail().token("/staff/");
        String moved = "moved-" + reader.address();
        service.call("PATCH", "/api/me", "{\"email\": \"" + moved + "\"}", tokens.bearer());
        String link = mails.awaitMail(moved, 1).token("/confirm/");
        assertThat(service.post("/api/subscriptions/confirmations", "{\"token\": \"" + link + "\"}")
                        .statusCode())
                .isEqualTo(200);

        assertProblem(service.post("/api/staff/enrolment", "{\"token\": \"" + invitation + "\"}"), 410, "link-invalid");
    }

    @Test
    void loseEverythingWhenTheyLeave() {
        Colleague leaving = Colleague.hired(service, mails, admin, "[\"editor\", \"admin\"]");
        Tokens tokens = leaving.signIn();
        String id = leaving.id();
        assertThat(service.call("GET", "/api/staff", "", tokens.bearer()).statusCode())
                .isEqualTo(200);

        assertThat(service.call("DELETE", "/api/staff/" + id, "", admin.bearer())
                        .statusCode())
                .isEqualTo(204);

        assertThat(audit(leaving)).endsWith("STAFF_ENDED by " + firstAdmin.id());
        assertProblem(service.call("GET", "/api/staff", "", tokens.bearer()), 401, "unauthenticated");
        assertProblem(service.post("/api/sessions/current/refresh", "", tokens.refreshing()), 401, "unauthenticated");
        assertThat(member(id).get("state").asString()).isEqualTo("ended");
        assertThat(member(id).get("email").isNull()).isTrue();
        assertThat(lastEvent(id).get("tokensFrom").isNull()).isFalse();
        assertThat(collection("second-factors").countDocuments(new Document("_id", id)))
                .isZero();
        HttpResponse<String> asReader =
                service.post("/api/sessions", "{\"token\": \"" + leaving.link() + "\"}", "Accept", "application/json");
        assertThat(asReader.statusCode()).isEqualTo(201);
        Tokens readers = Tokens.in(service.json(asReader));
        assertProblem(service.call("GET", "/api/staff", "", readers.bearer()), 403, "forbidden");

        leaving.invite(admin, "[\"editor\"]");
        leaving.enrol(leaving.invitation());
        assertProblem(service.call("GET", "/api/clients", "", readers.bearer()), 401, "unauthenticated");
        leaving.signIn();
    }

    @Test
    void signInAgainWhenTheyMayDoLess() {
        Colleague colleague = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        Tokens tokens = colleague.signIn();
        String path = "/api/staff/" + colleague.id() + "/roles";

        assertThat(service.call("PUT", path, "{\"roles\": [\"chief-editor\", \"admin\"]}", admin.bearer())
                        .statusCode())
                .isEqualTo(200);
        // Enrolling signed out everywhere, to the end of its second; a refresh in that very second is refused.
        Instant signedIn = Clock.systemUTC().instant();
        await().until(() -> Clock.systemUTC().instant().isAfter(signedIn.plusSeconds(1)));
        Tokens more = Tokens.in(service.json(service.post("/api/sessions/current/refresh", "", tokens.refreshing())));
        assertThat(service.call("GET", "/api/staff", "", more.bearer()).statusCode())
                .isEqualTo(200);
        assertProblem(service.call("GET", "/api/staff", "", tokens.bearer()), 403, "forbidden");

        assertThat(service.call("PUT", path, "{\"roles\": [\"editor\"]}", admin.bearer())
                        .statusCode())
                .isEqualTo(200);
        assertProblem(service.call("GET", "/api/staff", "", more.bearer()), 401, "unauthenticated");
        assertProblem(service.post("/api/sessions/current/refresh", "", more.refreshing()), 401, "unauthenticated");
        assertProblem(service.call("GET", "/api/notice", "", colleague.signIn().bearer()), 403, "forbidden");
        String changed = "STAFF_ROLES_CHANGED by " + firstAdmin.id();
        assertThat(audit(colleague)).endsWith(changed, changed);
    }

    @Test
    void alwaysHaveAnAdmin() throws Exception {
        for (int round = 0; round < 3; round++) {
            endOtherAdmins();
            Colleague other = Colleague.hired(service, mails, admin, "[\"admin\"]");
            Tokens others = other.signIn();
            List<Callable<Integer>> ends = new ArrayList<>();
            ends.add(() -> service.call("DELETE", "/api/staff/" + firstAdmin.id(), "", others.bearer())
                    .statusCode());
            ends.add(() -> service.call(
                            "PUT", "/api/staff/" + other.id() + "/roles", "{\"roles\": [\"editor\"]}", admin.bearer())
                    .statusCode());
            List<Integer> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                for (var answer : threads.invokeAll(ends)) {
                    answers.add(answer.get());
                }
            }
            assertThat(answers.stream().filter(status -> status < 300)).hasSizeLessThan(2);
            long admins = service.context().getBean(StaffRegister.class).read().members().stream()
                    .filter(Member::isAdmin)
                    .count();
            assertThat(admins).isPositive();
            if (answers.getFirst() == 204) {
                collection("audit").deleteMany(new Document("action", "STAFF_INVITED"));
                firstAdmin.invite(others, "[\"admin\"]");
                firstAdmin.enrol(firstAdmin.invitation());
                admin = firstAdmin.signIn();
                service.call("DELETE", "/api/staff/" + other.id(), "", admin.bearer());
            }
        }
    }

    @Test
    void areNotChangedWhenOthersChangeThemAllTheTime() {
        StaffRegister register = service.context().getBean(StaffRegister.class);
        Register before = register.read();

        assertThatThrownBy(() -> register.change(staff -> {
                    collection("staff").updateMany(new Document(), new Document("$inc", new Document("version", 1)));
                    return staff.without(firstAdmin.id());
                }))
                .isInstanceOf(RequestProblem.Contended.class);
        assertThat(register.read().members()).isEqualTo(before.members());
    }

    @Test
    void refuseToLetTheLastAdminGo() {
        String self = "/api/staff/" + firstAdmin.id();
        endOtherAdmins();

        assertProblem(service.call("DELETE", self, "", admin.bearer()), 409, "last-admin");
        assertProblem(
                service.call("PUT", self + "/roles", "{\"roles\": [\"editor\"]}", admin.bearer()), 409, "last-admin");
        assertProblem(service.call("DELETE", "/api/me", "", admin.bearer()), 409, "last-admin");
        assertThat(service.call("GET", "/api/staff", "", admin.bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void leaveNothingBehindWhenTheyAreErased() {
        Colleague leaving = Colleague.hired(service, mails, admin, "[\"editor\"]");
        Tokens tokens = leaving.signIn();
        String id = leaving.id();

        HttpResponse<String> erased = service.call("DELETE", "/api/me", "", tokens.bearer());

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(service.json(service.call("GET", "/api/staff", "", admin.bearer()))
                        .toString())
                .doesNotContain(id);
        assertThat(collection("second-factors").countDocuments(new Document("_id", id)))
                .isZero();
    }

    private static void endOtherAdmins() {
        service.json(service.call("GET", "/api/staff", "", admin.bearer()))
                .get("items")
                .valueStream()
                .filter(member -> member.get("state").asString().equals("active"))
                .map(member -> member.get("id").asString())
                .filter(id -> !id.equals(firstAdmin.id()))
                .forEach(id -> service.call("DELETE", "/api/staff/" + id, "", admin.bearer()));
    }

    private static JsonNode lastEvent(String id) {
        int revision = Objects.requireNonNull(
                        collection("subscribers").find(new Document("_id", id)).first())
                .getInteger("revision");
        return SubscriberLog.awaitLatest(id, revision).get("event");
    }

    private static JsonNode member(Colleague colleague) {
        return member(colleague.id());
    }

    private static JsonNode member(String id) {
        return service.json(service.call("GET", "/api/staff", "", admin.bearer()))
                .get("items")
                .valueStream()
                .filter(member -> member.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> audit(Colleague colleague) {
        return collection("audit")
                .find(new Document("subject", colleague.id()))
                .sort(new Document("at", 1))
                .map(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .into(new ArrayList<>());
    }

    private static com.mongodb.client.MongoCollection<Document> collection(String name) {
        return service.context().getBean(MongoDatabase.class).getCollection(name);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(service.json(response).get("type").asString()).isEqualTo("/problems/" + type);
    }
}
