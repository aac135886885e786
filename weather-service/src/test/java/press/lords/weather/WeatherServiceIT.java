package press.lords.weather;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import press.lords.events.Revision;
import press.lords.events.WeatherEvent.Observed;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.events.kafka.UnreadableRecord;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The whole service between a provider's stand-in and a real broker. */
@OnContainers
@ExtendWith(OutputCaptureExtension.class)
class WeatherServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String KEY = "planted-7f3a9c";

    private final WireMockServer provider =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void anOpenWeatherOfOurOwn() {
        TestBroker.empty();
        provider.start();
        settings.put("MONGO_URI", TestDatabase.uri());
        settings.put("spring.mongodb.database", TestDatabase.name());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", TestBroker.bootstrapServers());
        settings.put("WEATHER_PROVIDER", "openweather");
        settings.put("WEATHER_OPENWEATHER_URL", provider.baseUrl());
        settings.put("WEATHER_OPENWEATHER_KEY", KEY);
        settings.put("WEATHER_POLL_INTERVAL", "200ms");
        settings.put("WEATHER_STALE_AFTER", "6s");
        itIs("15.7");
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    @Test
    void publishesWhatTheProviderSaysInOurUnits() throws UnreadableRecord {
        try (ServiceUnderTest _ = ServiceUnderTest.start(settings);
                WeatherLog log = new WeatherLog()) {
            await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());

            Revision<?> revision = log.revisions().getFirst();
            assertThat(revision.key()).isEqualTo("london/1");
            Observed observed = (Observed) revision.event();
            assertThat(observed.place().label()).isEqualTo("London, UK");
            assertThat(observed.condition().label()).isEqualTo("Broken clouds");
            assertThat(observed.temperature().label()).isEqualTo("15.7°C");
            assertThat(observed.humidity().label()).isEqualTo("62%");
            assertThat(observed.wind().label()).isEqualTo("8.3 km/h");
            assertThat(observed.staleAfter()).isEqualTo(observed.confirmedAt().plusSeconds(6));
            assertThat(observed.recorded()).isFalse();
        }
    }

    @Test
    void tellsChangesAtOnceAndConfirmsWhatDoesNotChange() throws UnreadableRecord {
        try (ServiceUnderTest _ = ServiceUnderTest.start(settings);
                WeatherLog log = new WeatherLog()) {
            await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());
            itIs("16.0");
            await().atMost(PATIENCE)
                    .until(() -> log.observations().stream()
                            .anyMatch(o -> o.temperature().label().equals("16°C")));
            await().atMost(PATIENCE).until(() -> log.revisions().size() >= 5);

            List<Observed> observations = log.observations();
            assertThat(log.revisions()).extracting(Revision::number).startsWith(1, 2, 3, 4, 5);
            for (int i = 3; i < observations.size(); i++) {
                Observed before = observations.get(i - 1);
                Observed confirmed = observations.get(i);
                assertThat(confirmed.temperature()).isEqualTo(before.temperature());
                assertThat(confirmed.staleAfter()).isAfter(before.staleAfter());
                assertThat(Duration.between(before.confirmedAt(), confirmed.confirmedAt()))
                        .as("unchanged: not at every poll")
                        .isGreaterThan(Duration.ofMillis(1_500));
            }
        }
    }

    @Test
    void twoInstancesPollLikeOne() {
        settings.put("WEATHER_POLL_INTERVAL", "1s");
        Instant start = Instant.now();
        try (ServiceUnderTest _ = ServiceUnderTest.start(settings);
                ServiceUnderTest _ = ServiceUnderTest.start(settings)) {
            int before = polls();
            await().atMost(PATIENCE).until(() -> polls() >= before + 5);
        }

        long leases = Duration.between(start, Instant.now()).toMillis() / 800 + 1;
        assertThat(polls()).isLessThanOrEqualTo((int) leases);
    }

    @Test
    void keepsTheLastObservationAndIsQuietWhileTheProviderFails(CapturedOutput output) throws Exception {
        try (ServiceUnderTest service = ServiceUnderTest.start(settings);
                WeatherLog log = new WeatherLog()) {
            await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());
            provider.resetAll();
            provider.stubFor(get(urlPathEqualTo("/data/2.5/weather")).willReturn(serverError()));
            int before = polls();
            await().atMost(PATIENCE).until(() -> polls() >= before + 5);
            await().atMost(PATIENCE)
                    .until(() -> service.get("/api/weather").body().contains("\"state\":\"stale\""));
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(service.get("/livez").statusCode()).isEqualTo(200);

            itIs("17.1");
            await().atMost(PATIENCE)
                    .until(() -> service.get("/api/weather").body().contains("17.1°C"));
            await().atMost(PATIENCE).until(() -> output.getOut().contains("works again"));
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("london fails (failed)")))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain(KEY);
    }

    @Test
    void keepsWhatItCanNotSendAndShowsIt() throws Exception {
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (ServiceUnderTest service = ServiceUnderTest.start(settings)) {
            await().atMost(PATIENCE)
                    .until(() -> service.get("/api/weather").body().contains("15.7°C"));
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
        }
        settings.put("KAFKA_BOOTSTRAP_SERVERS", TestBroker.bootstrapServers());
        try (ServiceUnderTest _ = ServiceUnderTest.start(settings);
                WeatherLog log = new WeatherLog()) {
            await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());
            assertThat(log.revisions().getFirst().number()).isOne();
        }
    }

    @Test
    void tellsInOneLineThatItFindsNoDatabase(CapturedOutput output) {
        settings.put("MONGO_URI", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500");

        assertThatThrownBy(() -> ServiceUnderTest.start(settings)).isInstanceOf(Exception.class);

        assertThat(output.getAll())
                .contains("MongoDB doesn't answer at 127.0.0.1:1.", "MONGO_URI")
                .doesNotContain("\tat ");
    }

    @Test
    void aNewLabelIsPublishedThoughTheWeatherIsTheSame() {
        try (WeatherLog log = new WeatherLog()) {
            try (ServiceUnderTest _ = ServiceUnderTest.start(settings)) {
                await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());
            }
            settings.put("PRESS_PLACE_LABEL", "The City");
            try (ServiceUnderTest _ = ServiceUnderTest.start(settings)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                log.observations().getLast().place().label().equals("The City"));
            }
        }
    }

    @Test
    void aRecordingIsNeverLive() throws Exception {
        settings.put("WEATHER_PROVIDER", "recorded");
        try (ServiceUnderTest service = ServiceUnderTest.start(settings);
                WeatherLog log = new WeatherLog()) {
            await().atMost(PATIENCE).until(() -> !log.revisions().isEmpty());

            assertThat(log.observations()).allMatch(Observed::recorded);
            assertThat(service.get("/api/weather").body())
                    .contains("\"state\":\"recorded\"")
                    .doesNotContain("live");
        }
        assertThat(polls()).isZero();
    }

    @Test
    void answersItsReadersAndNobodyElse() throws Exception {
        settings.put("WEATHER_STALE_AFTER", "10m");
        try (ServiceUnderTest service = ServiceUnderTest.start(settings)) {
            await().atMost(PATIENCE)
                    .until(() -> service.get("/api/weather").body().contains("\"state\":\"live\""));

            HttpResponse<String> weather = service.get("/api/weather");
            String entityTag = weather.headers().firstValue("ETag").orElseThrow();
            assertThat(service.get("/api/weather", "If-None-Match", entityTag).statusCode())
                    .isEqualTo(304);
            assertThat(service.get("/livez").statusCode()).isEqualTo(200);
            assertThat(service.manage("/actuator/prometheus").body())
                    .contains("weather_polls_total", "weather_observation_age_seconds");
            for (String endpoint : List.of("gateway/routes", "env", "heapdump", "loggers")) {
                assertThat(service.manage("/actuator/" + endpoint).statusCode())
                        .as(endpoint)
                        .isEqualTo(404);
            }
            assertProblem(service.get("/actuator/health"), 404, "not-found");
            assertProblem(service.get("/nowhere"), 404, "not-found");
            assertProblem(service.post("/api/weather"), 405, "method-not-allowed");
            assertProblem(service.get("/api/weather", "Accept", "text/html"), 406, "not-acceptable");
        }
    }

    @Test
    void askingForTheWeatherWritesNothing() throws Exception {
        provider.resetAll();
        try (ServiceUnderTest service = ServiceUnderTest.start(settings);
                MongoClient mongo = MongoClients.create(TestDatabase.uri())) {
            assertThat(service.get("/api/weather").body()).isEqualTo("[]");

            MongoDatabase database = mongo.getDatabase((String) settings.get("spring.mongodb.database"));
            assertThat(database.getCollection("weather").countDocuments()).isZero();
        }
    }

    @Test
    void theOpenApiDocumentIsCurrent() throws Exception {
        try (ServiceUnderTest service = ServiceUnderTest.start(settings)) {
            ObjectNode api =
                    (ObjectNode) JSON.readTree(service.get("/v3/api-docs").body());
            api.remove("servers");
            api.set(
                    "info",
                    JSON.createObjectNode().put("title", "Weather service").put("version", "1"));
            describeWhatNoMethodReturns(api);
            String current = JSON.writeValueAsString(api) + "\n";
            Path document = Path.of("src/main/resources/static/openapi.json");
            if ("write".equals(System.getProperty("press.docs"))) {
                Files.writeString(document, current);
            }
            assertThat(Files.readString(document))
                    .as("stale: run with -Dpress.docs=write and look at the difference")
                    .isEqualTo(current);
            assertThat(service.get("/openapi.json").body()).isEqualTo(current);
        }
    }

    private static void describeWhatNoMethodReturns(ObjectNode api) {
        ObjectNode responses = (ObjectNode) api.at("/paths/~1api~1weather/get/responses");
        responses.set("304", JSON.readTree("""
                {"description": "It is as the entity tag in `If-None-Match` says."}"""));
        responses.set("default", JSON.readTree("""
                {"description": "A refusal; `type` is one of a closed list.",
                 "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}"""));
        ((ObjectNode) api.at("/components/schemas")).set("Problem", JSON.readTree("""
                {"type": "object", "required": ["type", "title", "status"],
                 "properties": {"type": {"type": "string", "format": "uri-reference"}, "title": {"type": "string"},
                                "status": {"type": "integer"}, "detail": {"type": "string"},
                                "incident": {"type": "string", "description": "Of a failure of ours, its id in the log."}}}"""));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }

    private int polls() {
        return provider.getAllServeEvents().size();
    }

    private void itIs(String celsius) {
        provider.stubFor(get(urlPathEqualTo("/data/2.5/weather"))
                .willReturn(okJson("""
                        {"dt": %d, "weather": [{"id": 803, "description": "broken clouds"}],
                         "main": {"temp": %s, "humidity": 62}, "wind": {"speed": 2.3}}""".formatted(Instant.now().getEpochSecond(), celsius))));
    }
}
