package press.lords.weather.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;
import press.lords.weather.provider.ProviderSettings.Limits;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What every provider that is asked over HTTP does with answers: believes the good one, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderContractTests {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant OBSERVED = Instant.parse("2026-03-01T11:50:00Z");
    static final Place PLACE = new Place("london", "London, UK", ZoneId.of("Europe/London"), 51.5074, -0.1278);

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private final JsonCalls patient = calls(Duration.ofSeconds(30));
    private final JsonCalls impatient = calls(Duration.ofMillis(600));

    abstract WeatherProvider provider(JsonCalls calls, URI base, Clock clock);

    /** 15.7 °C, 62 %, wind of 8.3 km/h, broken clouds or the nearest that the provider knows. */
    abstract String goodAnswer(Instant observedAt);

    /** Answers of which a part is missing, of another type or in another unit. */
    abstract List<String> unreadableAnswers();

    abstract List<String> implausibleAnswers();

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    @Test
    void believesAGoodAnswer() throws NoObservation {
        answers(json(goodAnswer(OBSERVED)));

        Observation observation = observe();

        assertThat(observation.celsius()).isEqualByComparingTo("15.7");
        assertThat(observation.humidityPercent()).isEqualByComparingTo("62");
        assertThat(observation.windKmh()).isEqualByComparingTo("8.3");
        assertThat(observation.observedAt()).isEqualTo(OBSERVED);
        assertThat(observation.recorded()).isFalse();
        assertThat(observation.attribution().url()).startsWith("https://");
    }

    @Test
    void takesAnAnswerWithFieldsThatItDoesNotKnow() throws NoObservation {
        answers(json(goodAnswer(OBSERVED).replaceFirst("\\{", "{\"news\": [1, {}],")));

        assertThat(observe().celsius()).isEqualByComparingTo("15.7");
    }

    @ParameterizedTest
    @MethodSource("unreadableAnswers")
    void refusesWhatItCanNotRead(String body) {
        answers(json(body));

        assertThat(reason()).isEqualTo(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "\"rain\"", "{", "{}", "{\"a\":1,\"a\":2}", "<html></html>", "\u0000"})
    void refusesBrokenOrForeignJson(String body) {
        answers(json(body));

        assertThat(reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void refusesAnythingBehindTheAnswer() {
        answers(json(goodAnswer(OBSERVED) + "{}"));

        assertThat(reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void refusesDeepNesting() {
        answers(json("{\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"));

        assertThat(reason()).isEqualTo(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @MethodSource("implausibleAnswers")
    void refusesWhatCanNotBe(String body) {
        answers(json(body));

        assertThat(reason()).isEqualTo(Reason.IMPLAUSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:11:00Z", "2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
    void refusesAnObservationOfAnImpossibleTime(Instant observedAt) {
        answers(json(goodAnswer(observedAt)));

        assertThat(reason()).isEqualTo(Reason.IMPLAUSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "text/plain", "application/json;charset=utf-16", "nonsense", "application/xml"})
    void refusesAContentTypeThatIsNotJson(String type) {
        answers(json(goodAnswer(OBSERVED)).withHeader("Content-Type", type));

        assertThat(reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void refusesAnEncodedBody() {
        answers(json(goodAnswer(OBSERVED)).withHeader("Content-Encoding", "br"));

        assertThat(reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void readsNoMoreThanItsLimit() {
        answers(json(" ".repeat(100_000) + goodAnswer(OBSERVED)));

        assertThat(reason()).isEqualTo(Reason.BROKEN_OFF);
    }

    @Test
    void cutsABodyThatDrips() {
        answers(json(goodAnswer(OBSERVED)).withChunkedDribbleDelay(50, 10_000));

        assertThat(impatience()).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void cutsAnAnswerThatDoesNotCome() {
        answers(json(goodAnswer(OBSERVED)).withFixedDelay(5_000));

        assertThat(impatience()).isEqualTo(Reason.TOO_SLOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        server.stubFor(get("/elsewhere").willReturn(json(goodAnswer(OBSERVED))));
        answers(aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere"));

        assertThat(reason()).isEqualTo(Reason.REDIRECTED);
        assertThat(server.getAllServeEvents()).hasSize(1);
    }

    @Test
    void saysHowLongItWasAskedToWait() {
        answers(json(goodAnswer(OBSERVED)).withStatus(429).withHeader("Retry-After", "120"));

        NoObservation refused = catchThrowableOfType(NoObservation.class, this::observe);

        assertThat(refused.reason()).isEqualTo(Reason.THROTTLED);
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(2));
    }

    @Test
    void believesNoAnswerOfAnotherStatus() {
        for (int status : List.of(201, 204, 400, 401, 403, 404, 500, 502, 503)) {
            answers(json(goodAnswer(OBSERVED)).withStatus(status));

            assertThat(reason()).isEqualTo(status / 100 == 4 ? Reason.REFUSED : Reason.FAILED);
        }
    }

    @Test
    void noticesAConnectionThatBreaks() {
        for (Fault fault : Fault.values()) {
            answers(aResponse().withFault(fault));

            assertThatThrownBy(this::observe).isInstanceOf(NoObservation.class);
        }
    }

    @Test
    void noticesThatNobodyListens() {
        WeatherProvider nobody = provider(patient, URI.create("http://127.0.0.1:1"), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(catchThrowableOfType(NoObservation.class, () -> nobody.observe(PLACE))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    private static JsonCalls calls(Duration answer) {
        return new JsonCalls(
                new Limits(Duration.ofSeconds(5), answer, DataSize.ofKilobytes(64)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Observation observe() throws NoObservation {
        return observe(patient);
    }

    private Observation observe(JsonCalls calls) throws NoObservation {
        return provider(calls, URI.create(server.baseUrl()), Clock.fixed(NOW, ZoneOffset.UTC))
                .observe(PLACE);
    }

    Reason reason() {
        return catchThrowableOfType(NoObservation.class, this::observe).reason();
    }

    private Reason impatience() {
        return catchThrowableOfType(NoObservation.class, () -> observe(impatient))
                .reason();
    }

    void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(get(anyUrl()).atPriority(10).willReturn(answer));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }
}
