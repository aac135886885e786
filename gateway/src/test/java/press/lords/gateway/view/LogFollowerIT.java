package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.Event;
import press.lords.events.Position;
import press.lords.events.Topic;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.Partitions;
import press.lords.events.kafka.PoisonRecords;
import press.lords.events.kafka.RevisionRecord;
import press.lords.events.kafka.TestBroker;
import press.lords.gateway.view.View.Lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.gateway.view.Fixtures.article;

@OnContainers
class LogFollowerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    private final List<Running> started = new ArrayList<>();

    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;

    /** A view with all that keeps it up to date. */
    private record Running(DiskView view, ViewProcess process, SimpleMeterRegistry meters) {
        double applied() {
            return meters.counter("press.view.applied").count();
        }
    }

    @BeforeEach
    void connect() {
        Map<String, Object> broker = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
        TestBroker.empty();
        admin = Admin.create(broker);
        producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        started.forEach(running -> running.process.stop());
        producer.close();
        admin.close();
    }

    @Test
    void waitsForTopicsAndFollowsThem() throws Exception {
        Running gateway = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(gateway.view.isReady()).isTrue());

        createTopics();
        send("a1", 1, article("bells"));

        eventually(() -> assertThat(gateway.view.article("bells")).isInstanceOf(Lookup.Found.class));
        eventually(() -> assertThat(gateway.view.following().live()).isTrue());
        send("a1", 2, article("bells"));
        assertThat(gateway.view.await(new Position("a1", 2))).succeedsWithin(LIMIT);
        eventually(
                () -> assertThat(gateway.view.search("bells", null, 1).items()).hasSize(1));
    }

    @Test
    void isReadyOnlyWhenItHasCaughtUp() throws Exception {
        createTopics();
        for (int n = 0; n < 300; n++) {
            send("a" + n, 1, article("bells-" + n));
        }

        Running gateway = start(TestBroker.bootstrapServers());

        eventually(() -> assertThat(gateway.view.isReady()).isTrue());
        assertThat(gateway.view.list(new Selection.Front(), null, 100).next()).isNotNull();
        assertThat(gateway.applied()).isEqualTo(300);
        for (int n = 0; n < 300; n++) {
            assertThat(gateway.view.article("bells-" + n)).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void aRestartReadsNothingTwice() throws Exception {
        createTopics();
        send("a1", 1, article("bells"));
        Running first = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(first.view.isReady()).isTrue());
        stop(first);
        send("a2", 1, article("balls"));

        Running second = start(TestBroker.bootstrapServers());

        eventually(() -> assertThat(second.view.article("balls")).isInstanceOf(Lookup.Found.class));
        assertThat(second.view.article("bells")).isInstanceOf(Lookup.Found.class);
        assertThat(second.applied()).isEqualTo(1);
    }

    @Test
    void aTopicMadeAgainMeansARebuild() throws Exception {
        createTopics();
        send("a1", 1, article("bells"));
        Running gateway = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(gateway.view.article("bells")).isInstanceOf(Lookup.Found.class));

        deleteArticles();
        createArticles();
        send("a2", 1, article("balls"));
        send("a3", 1, article("bowls"));

        eventually(() -> assertThat(gateway.view.article("balls")).isInstanceOf(Lookup.Found.class));
        eventually(() -> assertThat(gateway.view.article("bells")).isInstanceOf(Lookup.Unknown.class));
        assertThat(gateway.view.article("bowls")).isInstanceOf(Lookup.Found.class);
        eventually(() -> assertThat(gateway.view.following().live()).isTrue());
    }

    @Test
    void aLogThatIsLostCostsNoPage() throws Exception {
        createTopics();
        send("a1", 1, article("bells"));
        send("a1", 2, article("bells"));
        send("a2", 1, article("balls"));
        Running gateway = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(gateway.view.following().live()).isTrue());

        deleteArticles();
        createArticles();
        eventually(() -> assertThat(gateway.view.index().isRebuilding()).isTrue());
        send("a1", 1, article("bells"));
        send("a3", 1, article("bowls"));
        assertThat(gateway.view.await(new Position("a3", 1))).succeedsWithin(LIMIT);

        assertThat(gateway.view.index().isRebuilding()).isTrue();
        assertThat(gateway.view.following().live()).isFalse();
        assertThat(gateway.view.revision("a1", 2)).isPresent();
        assertThat(gateway.view.article("balls")).isInstanceOf(Lookup.Found.class);

        send("a2", 1, article("balls"));
        send("a1", 2, article("bells"));
        eventually(() -> assertThat(gateway.view.following().live()).isTrue());
        assertThat(gateway.view.index().isRebuilding()).isFalse();
        assertThat(gateway.view.revision("a1", 2)).isPresent();
        assertThat(gateway.view.article("balls")).isInstanceOf(Lookup.Found.class);
        assertThat(gateway.view.article("bowls")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void aLogThatEndsBeforeTheViewMeansARebuild() throws Exception {
        createTopics();
        send("a1", 1, article("bells"));
        Running first = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(first.view.isReady()).isTrue());
        Progress progress = first.view.index().written().progress();
        stop(first);
        try (ArticleIndexes ahead = new ArticleIndexes(dir, 16, LIMIT)) {
            Map<TopicPartition, Long> offsets = new HashMap<>(progress.offsets());
            offsets.replaceAll((partition, next) -> next + 1_000);
            ahead.advance(progress.to(offsets));
        }

        Running second = start(TestBroker.bootstrapServers());

        eventually(() -> assertThat(second.view.isReady()).isTrue());
        assertThat(second.applied()).isEqualTo(1);
        assertThat(second.view.article("bells")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void poisonIsNotedAndPassedOver() throws Exception {
        createTopics();
        int good = 0;
        for (Topic topic : Topic.ofRecord()) {
            for (ProducerRecord<byte[], byte[]> poison : PoisonRecords.of(topic).values()) {
                send("a" + good, 1, article("bells-" + good));
                good++;
                producer.send(poison).get();
            }
        }
        Running gateway = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(gateway.view.isReady()).isTrue());

        assertThat(gateway.view.rejections()).hasSize(good);
        assertThat(gateway.meters.counter("press.view.rejected").count()).isEqualTo(good);
        assertThat(gateway.applied()).isEqualTo(good);
        for (int n = 0; n < good; n++) {
            assertThat(gateway.view.article("bells-" + n)).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void servesACommittedViewWithoutABrokerAndSaysSo() throws Exception {
        createTopics();
        send("a1", 1, article("bells"));
        Running first = start(TestBroker.bootstrapServers());
        eventually(() -> assertThat(first.view.isReady()).isTrue());
        stop(first);

        Running second = start("127.0.0.1:1");

        assertThat(second.view.isReady()).isFalse();
        assertThat(second.view.article("bells")).isInstanceOf(Lookup.Found.class);
        eventually(() -> assertThat(second.view.isReady()).isTrue());
        assertThat(second.view.following().live()).isFalse();
        assertThat(second.view.following().since()).isAfter(Fixtures.MARCH);
    }

    @Test
    void isNotReadyWithoutABrokerAndWithoutAView() throws Exception {
        Running gateway = start("127.0.0.1:1");

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(gateway.view.isReady()).isFalse());
    }

    private Running start(String broker) throws IOException {
        ViewSettings settings = Fixtures.settings(dir);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DiskView view = new DiskView(settings, Fixtures.CODEC, meters, Clock.systemUTC());
        Map<String, Object> address = Map.of("bootstrap.servers", broker);
        ViewProcess process = new ViewProcess(
                view, new LogConnections(address, address, Clock.systemUTC()), settings.commitInterval());
        process.start();
        Running running = new Running(view, process, meters);
        started.add(running);
        return running;
    }

    private void stop(Running running) {
        running.process.stop();
        started.remove(running);
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    private void send(String id, int number, Event event) throws Exception {
        RevisionRecord record = Fixtures.sealed(id, number, event);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                record.topic().topicName(),
                Partitions.of(record.topic(), id),
                record.key().getBytes(UTF_8),
                record.value());
        record.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        producer.send(message).get(30, TimeUnit.SECONDS);
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.topicName(), topic.partitions(), (short) 1))
                .toList();
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
            admin.createTopics(topics).all().get();
            return true;
        });
    }

    private void deleteArticles() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of("articles")).all().get();
    }

    private void createArticles() {
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic("articles", Topic.ARTICLES.partitions(), (short) 1)))
                    .all()
                    .get();
            return true;
        });
    }
}
