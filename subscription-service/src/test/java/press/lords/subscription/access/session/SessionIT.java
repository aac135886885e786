package press.lords.subscription.access.session;

import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.signup.Secrets;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class SessionIT {

    private static final int AT_ONCE = 500;

    private static TestMailServer mails;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(
                TestDatabase.name(),
                "spring.mail.port=" + mails.port(),
                "press.sessions.same-answer-for=2s",
                "press.sessions.codes-per-network=1000");
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void isOpenedByALinkOnceHoweverManyTryAtOnce() throws Exception {
        SignedUp reader = aReader();
        String body = "{\"token\": \"" + reader.nextMail().token("/sign-in/") + "\"}";
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
            tries.add(() -> service.post("/api/sessions", body).statusCode());
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).hasSize(AT_ONCE).containsOnly(201, 401).containsOnlyOnce(201);
    }

    @Test
    void givesTokensAsThoseOfProgramsAndNoLongerLives() throws ParseException {
        Tokens tokens = aReader().signIn();

        SignedJWT token = SignedJWT.parse(tokens.access());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        SignedJWT programs = SignedJWT.parse(service.accessToken());
        assertThat(claims.getIssuer()).isEqualTo(programs.getJWTClaimsSet().getIssuer());
        assertThat(claims.getAudience()).isEqualTo(programs.getJWTClaimsSet().getAudience());
        assertThat(token.getHeader().getType()).isEqualTo(programs.getHeader().getType());
        assertThat(token.getHeader().getAlgorithm())
                .isEqualTo(programs.getHeader().getAlgorithm());
        assertThat(claims.getStringClaim("sid")).isEqualTo(tokens.session());
        assertThat(claims.getStringClaim("scope")).isEqualTo("reader");
        assertThat(claims.getStringClaim("access")).isEqualTo("subscribers");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void givesBrowsersCookiesAndNothingThatAScriptCouldTake() {
        String link = aReader().nextMail().token("/sign-in/");

        HttpResponse<String> opened = service.post(
                "/api/sessions",
                "{\"token\": \"" + link + "\"}",
                "Accept",
                "application/json",
                "Origin",
                "http://localhost:8080");

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(service.json(opened).propertyNames())
                .containsExactlyInAnyOrder("session", "expiresIn", "refreshExpiresIn");
        assertThat(opened.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("; Path=/;", "; Secure", "; HttpOnly", "; Max-Age="))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-press-access=").contains("SameSite=Lax"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-press-refresh=").contains("SameSite=Strict"));
        assertThat(service.call("GET", "/api/me", "", "Cookie", cookies(opened)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void isOpenedByALinkOnlyInTheBrowserThatAskedForIt() {
        SignedUp reader = aReader();
        reader.nextMail();
        String[] browser = {"Origin", "http://localhost:8080"};
        HttpResponse<String> asked =
                service.post("/api/sign-in-links", "{\"email\": \"" + reader.address() + "\"}", browser);
        String link = "{\"token\": \"" + reader.nextMail().token("/sign-in/") + "\"}";

        assertThat(asked.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.split("; "))
                        .startsWith(cookies(asked))
                        .contains("Path=/", "Max-Age=600", "Secure", "HttpOnly", "SameSite=Lax")
                        .noneMatch(part -> part.startsWith("Domain")));
        assertThat(cookies(asked)).matches("__Host-press-asked=[A-Za-z0-9_-]{22}");
        assertThat(service.post("/api/sessions", link, browser).statusCode()).isEqualTo(401);
        assertThat(service.post("/api/sessions", link, "Origin", "http://localhost:8080", "Cookie", cookies(asked))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void isOpenedInNoBrowserByALinkThatAProgramAskedFor() {
        SignedUp reader = aReader();
        reader.nextMail();
        reader.askForLink();
        String link = "{\"token\": \"" + reader.nextMail().token("/sign-in/") + "\"}";

        assertThat(service.post("/api/sessions", link, "Origin", "http://localhost:8080")
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/sessions", link, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post("/api/sessions", link).statusCode()).isEqualTo(201);
    }

    @Test
    void isOpenedByNothingThatIsOlderThanTenMinutes() {
        SignedUp reader = aReader();
        TestMailServer.Taken mail = reader.nextMail();
        Date inTenMinutes = Date.from(Instant.now().plus(Duration.ofMinutes(10)));
        Document link = found("links", Secrets.hash(mail.token("/sign-in/")));
        Document codes = found("codes", link.getString("subscriber"));
        Document code = codes.getList("codes", Document.class).getFirst();
        assertThat(link.getDate("until")).isBeforeOrEqualTo(inTenMinutes);
        assertThat(code.getDate("until")).isBeforeOrEqualTo(inTenMinutes);

        store("links", elevenMinutesOlder(link));
        elevenMinutesOlder(code);
        store("codes", codes);

        HttpResponse<String> byLink = service.post("/api/sessions", "{\"token\": \"" + mail.token("/sign-in/") + "\"}");
        assertThat(List.of(byLink.statusCode(), byCode(reader, mail.code()))).containsOnly(401);
    }

    private static Document elevenMinutesOlder(Document document) {
        Instant until = document.getDate("until").toInstant();
        return document.append("until", Date.from(until.minus(Duration.ofMinutes(11))));
    }

    private static Document found(String collection, String id) {
        return Objects.requireNonNull(
                collection(collection).find(new Document("_id", id)).first());
    }

    private static void store(String collection, Document document) {
        assertThat(collection(collection)
                        .replaceOne(new Document("_id", document.getString("_id")), document)
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private static MongoCollection<Document> collection(String name) {
        return service.context().getBean(MongoDatabase.class).getCollection(name);
    }

    @Test
    void isOpenedByALinkThatWasLookedAtBefore() {
        String token = aReader().nextMail().token("/sign-in/");

        for (String method : List.of("GET", "HEAD", "GET")) {
            assertThat(service.call(method, "/sign-in/" + token, "").statusCode())
                    .isEqualTo(200);
        }

        assertThat(service.post("/api/sessions", "{\"token\": \"" + token + "\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void isAskedForWithoutALookAtWhoseAddressItIs() {
        String unconfirmed = "unconfirmed-" + UUID.randomUUID() + "@example.org";
        service.post("/api/subscriptions", "{\"email\": \"" + unconfirmed + "\"}");
        mails.awaitMail(unconfirmed, 1);

        assertThat(Stream.of(aReader().address(), unconfirmed, "stranger@example.org")
                        .map(address -> service.post(
                                "/api/sign-in-links",
                                "{\"email\": \"" + address + "\"}",
                                "Origin",
                                "http://localhost:8080"))
                        .map(answer -> answer.statusCode()
                                + answer.body()
                                + answer.headers().map().keySet())
                        .distinct())
                .singleElement()
                .asString()
                .startsWith("202");
    }

    @Test
    void isOpenedByACodeOnce() {
        SignedUp reader = aReader();
        String code = reader.nextMail().code();

        assertThat(byCode(reader, code.toLowerCase(Locale.ROOT).replace("-", " ")))
                .isEqualTo(201);
        assertThat(byCode(reader, code)).isEqualTo(401);
    }

    @Test
    void isOpenedByACodeAlsoWhenSomebodyElseAskedForAnotherMeanwhile() {
        SignedUp reader = aReader();
        String code = reader.nextMail().code();
        reader.askForLink();
        String other = reader.nextMail().code();

        assertThat(byCode(reader, code)).isEqualTo(201);
        assertThat(byCode(reader, other)).as("used up with it").isEqualTo(401);
    }

    @Test
    void bearsFewWrongCodesAndThenNotEvenTheRightOne() {
        SignedUp reader = aReader();
        String code = reader.nextMail().code();
        for (int n = 0; n < 5; n++) {
            assertThat(byCode(reader, "0000-000" + n)).isEqualTo(401);
        }

        assertThat(byCode(reader, code)).isEqualTo(401);
        reader.askForLink();
        assertThat(byCode(reader, reader.nextMail().code())).isEqualTo(201);
    }

    @Test
    void answersAnUnknownAddressAsAWrongCode() {
        HttpResponse<String> unknown =
                service.post("/api/sessions", "{\"email\": \"nobody@example.org\", \"code\": \"0000-0000\"}");
        HttpResponse<String> wrong =
                service.post("/api/sessions", "{\"email\": \"" + aReader().address() + "\", \"code\": \"0000-0000\"}");

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    /** An answer takes as long as what is written for it. */
    @Test
    void writesAsMuchForAWrongCodeAsForAnUnknownAddressOrAReaderWithoutCode() {
        SignedUp reader = aReader();
        assertThat(byCode(reader, reader.nextMail().code())).isEqualTo(201);
        long before = tries();

        assertThat(byCode(reader, "0000-0000")).isEqualTo(401);
        assertThat(tries()).isEqualTo(before + 1);

        for (int n = 1; n <= 2; n++) {
            service.post("/api/sessions", "{\"email\": \"stranger@example.org\", \"code\": \"0000-0000\"}");
            assertThat(tries()).isEqualTo(before + 1 + n);
        }
    }

    private static long tries() {
        long tries = 0;
        for (Document counted : collection("codes").find()) {
            tries += counted.getInteger("tries");
        }
        return tries;
    }

    @Test
    void rotatesTheRefreshTokenAndGivesTwoTabsTheSameOne() {
        Tokens first = aReader().signIn();

        HttpResponse<String> one = refresh(first);
        HttpResponse<String> other = refresh(first);

        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(tokens(other).refresh()).isEqualTo(tokens(one).refresh()).isNotEqualTo(first.refresh());
        assertThat(refresh(tokens(one)).statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheSessionWhenAUsedRefreshTokenComesBack() {
        Tokens first = aReader().signIn();
        Tokens second = tokens(refresh(first));
        Tokens third = tokens(refresh(second));

        assertThat(refresh(first).statusCode()).isEqualTo(401);

        assertThat(refresh(third).statusCode()).isEqualTo(401);
        assertThat(me(third)).isEqualTo(401);
    }

    @Test
    void isNotEndedByAGuess() {
        Tokens tokens = aReader().signIn();
        String guess = tokens.session() + ".1." + "A".repeat(43);

        assertThat(service.post("/api/sessions/current/refresh", "", "Authorization", "Bearer " + guess)
                        .statusCode())
                .isEqualTo(401);

        assertThat(me(tokens)).isEqualTo(200);
    }

    @Test
    void endsAtOnceWhenTheReaderSignsOutAndTheOthersKnowOfIt() {
        Tokens tokens = aReader().signIn();

        HttpResponse<String> ended = service.call("DELETE", "/api/sessions/current", "", tokens.bearer());

        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(ended.headers().allValues("Set-Cookie"))
                .as("what a browser takes a __Host- cookie away by")
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsPattern("^__Host-press-(access|refresh)=;")
                        .contains("; Path=/", "; Max-Age=0", "; Secure", "; HttpOnly"));
        assertThat(me(tokens)).isEqualTo(401);
        assertThat(refresh(tokens).statusCode()).isEqualTo(401);
        JsonNode event = SubscriberLog.awaitLatest(subscriber(tokens), 2).get("event");
        assertThat(event.get("state").asString()).isEqualTo("active");
        assertThat(event.at("/endedSessions/0/session").asString()).isEqualTo(tokens.session());
    }

    @Test
    void endsEverywhereAndANewOneIsGoodAtOnce() {
        SignedUp reader = aReader();
        Tokens one = reader.signIn();
        reader.askForLink();
        Tokens other = reader.signIn();
        assertThat(service.json(service.call("GET", "/api/sessions", "", one.bearer()))
                        .get("sessions"))
                .hasSize(2);

        assertThat(service.call("DELETE", "/api/sessions", "", one.bearer()).statusCode())
                .isEqualTo(204);

        assertThat(me(one)).isEqualTo(401);
        assertThat(me(other)).isEqualTo(401);
        reader.askForLink();
        assertThat(me(reader.signIn())).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,cross-site,403",
        "null,cross-site,403",
        "null,same-origin,204",
        "http://localhost:8080,same-origin,204",
        "http://127.0.0.1:8080,same-origin,204",
        "http://127.0.0.1:8080,same-site,403",
        "http://localhost:8080.evil.example,cross-site,403"
    })
    void isNotTouchedByPagesOfOtherOrigins(String origin, String site, int status) {
        Tokens tokens = aReader().signIn();

        HttpResponse<String> answer = service.call(
                "DELETE",
                "/api/sessions/current",
                "",
                "Cookie",
                "__Host-press-access=" + tokens.access(),
                "Origin",
                origin,
                "Sec-Fetch-Site",
                site);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/origin-refused");
            assertThat(me(tokens)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions", "/%61pi/sessions", "/api/unsubscribe/..;/sessions"})
    void isNotOpenedByPagesOfOtherOrigins(String path) {
        String link = "{\"token\": \"" + aReader().nextMail().token("/sign-in/") + "\"}";

        HttpResponse<String> answer = service.post(path, link, "Origin", "http://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(service.post("/api/sessions", link, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.post("/api/sessions", link).statusCode()).isEqualTo(201);
    }

    @Test
    void isNotTouchedByCookiesAloneEither() {
        Tokens tokens = aReader().signIn();

        assertThat(service.call(
                                "DELETE",
                                "/api/sessions/current",
                                "",
                                "Cookie",
                                "__Host-press-access=" + tokens.access())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void isNeededForEveryCallThatIsAReadersOwn() {
        String programs = service.accessToken();
        for (String call : Set.of(
                "GET /api/me",
                "DELETE /api/me",
                "PATCH /api/me/newsletters",
                "GET /api/me/export",
                "GET /api/sessions",
                "DELETE /api/sessions",
                "DELETE /api/sessions/current",
                "POST /api/sessions/current/refresh")) {
            String method = call.substring(0, call.indexOf(' '));
            String path = call.substring(call.indexOf(' ') + 1);
            assertThat(List.of(
                            service.call(method, path, ""),
                            service.call(method, path, "", "Authorization", "Bearer " + programs),
                            service.call(method, path, "", "Authorization", "Bearer nonsense")))
                    .as(call)
                    .allSatisfy(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(401);
                        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/unauthenticated");
                    });
        }
    }

    private static SignedUp aReader() {
        return SignedUp.reader(service, mails, "[]");
    }

    private static int byCode(SignedUp reader, String code) {
        return service.post("/api/sessions", "{\"email\": \"" + reader.address() + "\", \"code\": \"" + code + "\"}")
                .statusCode();
    }

    private static HttpResponse<String> refresh(Tokens tokens) {
        return service.post("/api/sessions/current/refresh", "", tokens.refreshing());
    }

    private static Tokens tokens(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Tokens.in(service.json(answer));
    }

    private static int me(Tokens tokens) {
        return service.call("GET", "/api/me", "", tokens.bearer()).statusCode();
    }

    private static String subscriber(Tokens tokens) {
        try {
            return SignedJWT.parse(tokens.access()).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String cookies(HttpResponse<String> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> Arrays.asList(cookie.split(";")).getFirst())
                        .toList());
    }
}
