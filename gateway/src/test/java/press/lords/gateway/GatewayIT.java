package press.lords.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Position;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.State;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.RevisionRecord;
import press.lords.events.kafka.TestBroker;
import press.lords.gateway.access.FakeIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole gateway as it ships, on a real broker. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
class GatewayIT {

    private static final FakeIssuer ISSUER = new FakeIssuer(Clock.systemUTC());

    @TempDir
    private static Path directory;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws Exception {
        TestBroker.empty();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(topic.topicName(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        properties.add("spring.kafka.bootstrap-servers", TestBroker::bootstrapServers);
        properties.add("press.view.dir", () -> directory.resolve("view"));
        int issuer = publishedKeys().getAddress().getPort();
        // Nobody is there.
        properties.add("press.routing.subscriptions.url", () -> "http://127.0.0.1:1");
        properties.add("press.access.issuer", () -> FakeIssuer.NAME);
        properties.add("press.access.jwks-uri", () -> "http://127.0.0.1:" + issuer + "/jwks");
        properties.add("press.access.state-directory", () -> directory.resolve("state"));
    }

    @Test
    void whatRunsInTheBackgroundStartsBeforeTheWebServerAndStopsAfterIt(@Autowired List<SmartLifecycle> all) {
        assertThat(all)
                .filteredOn(one -> one.getClass().getPackageName().startsWith("press.lords.gateway"))
                .hasSize(3)
                .allMatch(one -> one.getPhase() < WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void servesWhatTheLogTells(@LocalServerPort int port) throws Exception {
        Http http = new Http(port);
        RevisionRecord bells = new EventCodec()
                .seal(
                        "a1",
                        1,
                        Fixtures.PUBLISHED_AT,
                        null,
                        Fixtures.anArticle("a1", "bells").event(),
                        null);

        send(bells);

        HttpResponse<byte[]> page = http.get("/api/pages/articles/bells?at-least=" + new Position("a1", 1).encoded());
        assertThat(page.statusCode()).as(Http.text(page)).isEqualTo(200);
        assertThat(Http.json(page).at("/article/hash").asString()).isEqualTo(bells.hash());
        for (String list : List.of("/api/pages/front", "/api/pages/archive/2025/10")) {
            assertThat(Http.json(http.get(list)).at("/list/items/0/slug").asString())
                    .isEqualTo("bells");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(Http.json(http.get("/api/search?q=harbour"))
                                .at("/list/items/0/slug")
                                .asString())
                        .isEqualTo("bells"));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(http.get("/readyz").statusCode()).isEqualTo(200));
        assertThat(http.get("/livez").statusCode()).isEqualTo(200);
        assertThat(http.get("/actuator/health").statusCode()).isEqualTo(404);
    }

    @Test
    void showsOperatorsNoMoreThanTheyNeed(@LocalManagementPort int port) {
        Http http = new Http(port);

        assertThat(http.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        for (String endpoint : List.of("gateway/routes", "env", "heapdump", "loggers")) {
            assertThat(http.get("/actuator/" + endpoint).statusCode())
                    .as(endpoint)
                    .isEqualTo(404);
        }
    }

    /** A link from a mail opens an account, and what somebody looks for is his own business. */
    @Test
    void countsNothingByWhatReadersWrite(@LocalServerPort int port, @LocalManagementPort int management) {
        Http http = new Http(port);
        String planted = "planted-" + UUID.randomUUID();
        for (String path : List.of(
                "/sign-in/",
                "/unsubscribe/",
                "/api/unsubscribe/",
                "/articles/",
                "/api/pages/articles/",
                "/api/search?q=",
                "/search?q=",
                "/?after=",
                "/",
                "/api/")) {
            http.get(path + planted);
            http.send("POST", path + planted);
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(metrics(management))
                        .contains("uri=\"/articles/{slug}\"", "uri=\"/api/search\"", "status=\"503\""));
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(metrics(management)).doesNotContain(planted));
    }

    private static String metrics(int management) {
        return Http.text(new Http(management).get("/actuator/prometheus"));
    }

    /** A restart would not bring the broker back, and would cost what readers are served without it. */
    @Test
    void isReadyByItsViewButNotAliveByIt(@Autowired HealthEndpointGroups groups) {
        assertThat(groups.get("readiness")).matches(group -> group.isMember("view"));
        assertThat(groups.get("liveness")).matches(group -> !group.isMember("view"));
    }

    @Test
    void believesAReaderUntilAccessIsWithdrawn(@LocalServerPort int port) throws Exception {
        Http http = new Http(port);
        String secret = "The whistles were never blown.";
        EventCodec codec = new EventCodec();
        send(codec.seal("g1", 1, Fixtures.PUBLISHED_AT, null, gated("<p>" + "Whistles. ".repeat(99) + secret), null));
        String page = "/api/pages/articles/gated?at-least=" + new Position("g1", 1).encoded();
        String session = "__Host-press-access=" + ISSUER.token();
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Http.text(http.get(page, "Cookie", session))).contains(secret));
        assertThat(Http.text(http.get(page))).doesNotContain(secret);

        Instant now = Instant.now();
        Changed suspended = new Changed(State.SUSPENDED, Access.EVERYONE, null, List.of());
        send(codec.seal("reader-1", 1, now, null, suspended, null));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Http.text(http.get(page, "Cookie", session))).doesNotContain(secret));
        assertThat(http.get(page, "Authorization", "Bearer " + ISSUER.token()).statusCode())
                .isEqualTo(401);
    }

    /** Of an earlier time and with other words than the article of the other test, whose lists it is in. */
    private static ArticleEvent gated(String html) {
        Instant earlier = Fixtures.PUBLISHED_AT.minusSeconds(60);
        Content content = new Content(
                "gated", Kind.NEWS, Access.SUBSCRIBERS, "Whistles", "", "source", html, List.of(), List.of());
        return new Published(Change.PUBLICATION, null, earlier, content);
    }

    private static HttpServer publishedKeys() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = ISSUER.jwks().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void send(RevisionRecord revision) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    revision.topic().topicName(), revision.key().getBytes(StandardCharsets.UTF_8), revision.value());
            revision.headers()
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get();
        }
    }
}
