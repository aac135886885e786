package press.lords.subscription.staff;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** Signing in as one of the staff. */
class SecondFactorIT {

    private static TestMailServer mails;
    private static RunningService service;
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
                "press.staff.in-all=10000",
                "press.sessions.codes-per-network=1000");
        admin = Colleague.firstAdmin(service, mails).signIn();
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void isAskedForBeforeTheLinkIsUsedUp() {
        Colleague editor = anEditor();
        String link = editor.link();

        HttpResponse<String> asked = service.post("/api/sessions", "{\"token\": \"" + link + "\"}");
        HttpResponse<String> wrong = editor.signIn(link, editor.wrongCode());
        HttpResponse<String> right = editor.signIn(link, editor.nextCode());

        assertProblem(asked, 401, "second-factor-required");
        assertThat(asked.headers().allValues("Set-Cookie")).isEmpty();
        assertProblem(wrong, 401, "second-factor-refused");
        assertThat(right.statusCode()).isEqualTo(201);
        assertProblem(editor.signIn(link, editor.nextCode()), 401, "sign-in-refused");
    }

    @Test
    void isAskedForBeforeTheCodeFromTheMailIsUsedUp() {
        Colleague editor = anEditor();
        service.post("/api/sign-in-links", "{\"email\": \"" + editor.address() + "\"}");
        String code = editor.nextMail().code();
        String shown = "{\"email\": \"%s\", \"code\": \"%s\"".formatted(editor.address(), code);

        assertProblem(service.post("/api/sessions", shown + "}"), 401, "second-factor-required");
        assertProblem(
                service.post("/api/sessions", shown + ", \"totp\": \"" + editor.wrongCode() + "\"}"),
                401,
                "second-factor-refused");
        assertThat(service.post("/api/sessions", shown + ", \"totp\": \"" + editor.nextCode() + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertProblem(
                service.post("/api/sessions", shown + ", \"totp\": \"" + editor.nextCode() + "\"}"),
                401,
                "sign-in-refused");
    }

    @Test
    void saysNothingOfTheAccountToWhoHasNoLink() {
        Colleague editor = anEditor();

        assertProblem(editor.signIn("x".repeat(43), editor.nextCode()), 401, "sign-in-refused");
        assertProblem(
                service.post("/api/sessions", "{\"email\": \"" + editor.address() + "\", \"code\": \"0000-0000\"}"),
                401,
                "sign-in-refused");
    }

    @Test
    void refusesACodeThatWasUsedAndAnyBeforeIt() {
        Colleague editor = anEditor();
        editor.forgetUsedCodes();
        String earlier = editor.nextCode();
        String later = editor.nextCode();
        assertThat(editor.signIn(editor.link(), later).statusCode()).isEqualTo(201);
        String link = editor.link();

        assertProblem(editor.signIn(link, later), 401, "second-factor-refused");
        assertProblem(editor.signIn(link, earlier), 401, "second-factor-refused");
    }

    @Test
    void takesACodeOnceHoweverManyTryItAtOnce() throws Exception {
        Colleague editor = anEditor();
        List<String> links = List.of(editor.link(), editor.link(), editor.link(), editor.link(), editor.link());
        String code = editor.nextCode();
        List<Callable<Integer>> tries = new ArrayList<>();
        links.forEach(link -> tries.add(() -> editor.signIn(link, code).statusCode()));

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(tries.size())) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(201, 401).containsOnlyOnce(201);
    }

    @Test
    void isNotFoundByTryingCodes() {
        Colleague editor = anEditor();
        Colleague another = anEditor();
        String link = editor.link();

        for (int n = 0; n < 5; n++) {
            assertProblem(editor.signIn(link, editor.wrongCode()), 401, "second-factor-refused");
        }

        assertThat(editor.nextMail().text()).contains("five wrong codes");
        assertThat(audit().countDocuments(
                                new Document("subject", editor.id()).append("action", "SECOND_FACTOR_FAILED")))
                .isEqualTo(1);
        HttpResponse<String> right = editor.signIn(link, editor.nextCode());
        assertProblem(right, 429, "too-many-requests");
        assertThat(right.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(3_000L, 3_600L);
        another.signIn();
        factors()
                .updateOne(
                        new Document("_id", editor.id()),
                        new Document("$set", new Document("triesFrom", Date.from(Instant.EPOCH))));
        assertThat(editor.signIn(link, editor.nextCode()).statusCode()).isEqualTo(201);
    }

    @Test
    void isVoidAfterFiftyWrongCodesUntilWhoseItIsIsInvitedAgain() {
        Colleague editor = anEditor();
        String link = editor.link();
        factors().updateOne(new Document("_id", editor.id()), new Document("$set", new Document("failures", 49)));

        assertProblem(editor.signIn(link, editor.wrongCode()), 401, "second-factor-refused");
        assertProblem(editor.signIn(link, editor.nextCode()), 401, "second-factor-refused");

        service.call("DELETE", "/api/staff/" + editor.id(), "", admin.bearer());
        editor.invite(admin, "[\"editor\"]");
        editor.enrol(editor.invitation());
        editor.signIn();
    }

    @Test
    void startsToCountAnewWithARightCode() {
        Colleague editor = anEditor();
        factors().updateOne(new Document("_id", editor.id()), new Document("$set", new Document("failures", 49)));

        editor.signIn();
        assertProblem(editor.signIn(editor.link(), editor.wrongCode()), 401, "second-factor-refused");
        editor.signIn();
    }

    @Test
    void isAskedForBeforeTheAccountIsMovedEndedOrGivenAPasskey() {
        Colleague editor = anEditor();
        Tokens tokens = editor.signIn();
        String move = "{\"email\": \"moved-" + editor.address() + "\"}";
        Document session = new Document("_id", tokens.session());
        sessions().updateOne(session, new Document("$set", new Document("twoFactors", false)));

        assertProblem(service.call("PATCH", "/api/me", move, tokens.bearer()), 401, "second-factor-required");
        assertProblem(service.call("DELETE", "/api/me", "", tokens.bearer()), 401, "second-factor-required");
        assertProblem(service.post("/api/passkeys/options", "", tokens.bearer()), 401, "second-factor-required");
        assertThat(service.call("GET", "/api/me", "", tokens.bearer()).statusCode())
                .isEqualTo(200);

        sessions().updateOne(session, new Document("$set", new Document("twoFactors", true)));
        assertThat(service.post("/api/passkeys/options", "", tokens.bearer()).statusCode())
                .isEqualTo(200);
        assertThat(service.call("PATCH", "/api/me", move, tokens.bearer()).statusCode())
                .isEqualTo(202);
        assertThat(service.call("DELETE", "/api/me", "", tokens.bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void putsScopesIntoTheTokenAndLeavesReadersWithout() throws ParseException {
        Colleague chief = Colleague.hired(service, mails, admin, "[\"chief-editor\"]");
        JWTClaimsSet staffs = claims(chief.signIn());
        JWTClaimsSet readers = claims(SignedUp.reader(service, mails, "[]").signIn());

        assertThat(staffs.getSubject()).isEqualTo(chief.id());
        assertThat(staffs.getStringClaim("scope")).isEqualTo("reader articles.write notice.write");
        assertThat(staffs.getStringClaim("access")).isEqualTo("subscribers");
        assertThat(claims(admin).getStringClaim("scope")).isEqualTo("reader staff.manage");
        assertThat(readers.getStringClaim("scope")).isEqualTo("reader");
    }

    @Test
    void endsSessionsThatWereOpenedWithoutIt() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens before = reader.signIn();
        service.post(
                "/api/staff", "{\"email\": \"" + reader.address() + "\", \"roles\": [\"editor\"]}", admin.bearer());
        Colleague invited = new Colleague(service, mails, reader.address());
        String invitation = reader.nextMail().token("/staff/");
        invited.begin(invitation);
        assertThat(service.call("GET", "/api/me", "", before.bearer()).statusCode())
                .isEqualTo(200);
        reader.askForLink();
        TestMailServer.Taken planted = reader.nextMail();
        service.context()
                .getBean(MongoDatabase.class)
                .getCollection("passkeys")
                .insertOne(new Document("_id", invited.id() + "/3").append("credential", "planted"));

        assertThat(invited.finish(invitation, invited.nextCode()).statusCode()).isEqualTo(200);

        assertProblem(service.call("GET", "/api/me", "", before.bearer()), 401, "unauthenticated");
        assertProblem(service.post("/api/sessions/current/refresh", "", before.refreshing()), 401, "unauthenticated");
        assertThat(reader.nextMail().text()).contains("You are one of the staff");
        assertProblem(invited.signIn(planted.token("/sign-in/"), invited.nextCode()), 401, "sign-in-refused");
        assertProblem(
                service.post(
                        "/api/sessions",
                        "{\"email\": \"%s\", \"code\": \"%s\"}".formatted(reader.address(), planted.code())),
                401,
                "sign-in-refused");
        assertThat(service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("passkeys")
                        .countDocuments(new Document("credential", "planted")))
                .isZero();
    }

    @Test
    void staysSealed() {
        Colleague editor = anEditor();
        byte[] sealed = Objects.requireNonNull(
                        factors().find(new Document("_id", editor.id())).first())
                .get("sealed", Binary.class)
                .getData();

        assertThat(factors().find().into(new ArrayList<>()).toString()).doesNotContain(editor.secret());
        assertThat(sealed).hasSize(12 + 20 + 16);
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain(editor.secret());
    }

    @Test
    void isAskedForOnAPageThatWorksWithoutAScript() {
        Colleague editor = anEditor();
        service.post("/api/sign-in-links", "{\"email\": \"" + editor.address() + "\"}");
        String code = editor.nextMail().code();
        String form = "email=" + editor.address().replace("@", "%40") + "&code=" + code;

        HttpResponse<String> asked = page("/api/sessions", form);
        HttpResponse<String> wrong = page("/api/sessions", form + "&totp=" + editor.wrongCode());
        HttpResponse<String> right = page("/api/sessions", form + "&totp=" + editor.nextCode());

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("name=\"totp\"", "value=\"" + code + "\"", "value=\"" + editor.address());
        assertThat(wrong.body()).contains("role=\"alert\"");
        assertThat(right.statusCode()).isEqualTo(201);
        assertThat(right.headers().allValues("Set-Cookie")).hasSize(2);
    }

    @Test
    void isSetUpOnAPageThatWorksWithoutAScript() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"editor\"]");
        String token = invited.invitation();

        HttpResponse<String> link = service.get("/staff/" + token);
        HttpResponse<String> secret = page("/api/staff/enrolment", "token=" + token);
        invited.begin(token);
        HttpResponse<String> wrong = page("/api/staff/enrolment", "token=" + token + "&totp=" + invited.wrongCode());
        HttpResponse<String> done = page("/api/staff/enrolment", "token=" + token + "&totp=" + invited.nextCode());

        assertThat(link.statusCode()).isEqualTo(200);
        assertThat(secret.body()).contains("otpauth://totp/", "<code>").doesNotContain(invited.secret());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body())
                .contains("role=\"alert\"", "name=\"totp\"", "value=\"" + token + "\"")
                .doesNotContain("otpauth", "<code>");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(invited.nextMail().text()).contains("an authenticator was set up");
        assertThat(page("/api/staff/enrolment", "token=" + token).statusCode()).isEqualTo(410);
        invited.signIn();
    }

    @Test
    void isWorthNothingOnceItWasShownToAnother() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"editor\"]");
        String token = invited.invitation();
        invited.begin(token);
        String shown = invited.secret();
        String code = invited.nextCode();

        invited.begin(token);

        assertThat(invited.secret()).isNotEqualTo(shown);
        assertProblem(invited.finish(token, code), 401, "second-factor-refused");
        assertThat(invited.finish(token, invited.nextCode()).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReplacedOnceACodeOfItWasUsed() {
        Colleague invited = Colleague.invited(service, mails, admin, "[\"editor\"]");
        String token = invited.invitation();
        invited.begin(token);
        SecondFactors factors = service.context().getBean(SecondFactors.class);
        SecondFactors.Known known = factors.known(invited.id());
        String invitation = Objects.requireNonNull(known.invitation());
        assertThat(factors.prepare(invited.id(), known, "of another invitation"))
                .isPresent();
        assertThat(factors.prepare(invited.id(), known, invitation)).isEmpty();
        invited.begin(token);

        assertThat(factors.redeem(invited.id(), invited.nextCode())).isEqualTo(SecondFactors.Tried.RIGHT);

        assertThat(factors.prepare(invited.id(), known, invitation)).isEmpty();
        assertProblem(invited.begin(token), 410, "link-invalid");
        assertThat(invited.finish(token, invited.nextCode()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> page(String path, String form) {
        return service.send(HttpRequest.newBuilder(URI.create(service.address(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static Colleague anEditor() {
        return Colleague.hired(service, mails, admin, "[\"editor\"]");
    }

    private static com.mongodb.client.MongoCollection<Document> factors() {
        return service.context().getBean(MongoDatabase.class).getCollection("second-factors");
    }

    private static com.mongodb.client.MongoCollection<Document> sessions() {
        return service.context().getBean(MongoDatabase.class).getCollection("sessions");
    }

    private static com.mongodb.client.MongoCollection<Document> audit() {
        return service.context().getBean(MongoDatabase.class).getCollection("audit");
    }

    private static JWTClaimsSet claims(Tokens tokens) throws ParseException {
        return SignedJWT.parse(tokens.access()).getJWTClaimsSet();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(service.json(response).get("type").asString()).isEqualTo("/problems/" + type);
    }
}
