package press.lords.gateway;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import press.lords.events.Position;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.RevisionRecord;
import press.lords.events.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole gateway as it ships, on a real broker. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
class GatewayIT {

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
