package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.Topic;
import press.lords.events.kafka.PoisonRecords;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.ledger.Ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.subscription.newsletter.TestStories.published;
import static press.lords.subscription.newsletter.TestStories.retracted;
import static press.lords.subscription.newsletter.TestStories.sent;

/** From the topic to the issues. */
class NewsletterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = "subscription-service.newsletter";

    private final String database = TestDatabase.name();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void emptyTopics() {
        TestBroker.empty();
    }

    @Test
    void poisonAmongGoodRecordsEndsInTheDeadLettersWhileEveryStoryIsNoticed() throws Exception {
        Map<String, ProducerRecord<byte[], byte[]>> poison = PoisonRecords.of(Topic.ARTICLES);
        List<String> good = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        poison.values().forEach(bad -> {
            String article = UUID.randomUUID().toString();
            good.add("every-story/" + article);
            records.add(bad);
            records.add(sent(published(article, 1, now)));
            records.add(new ProducerRecord<>("articles", 0, (article + "/9").getBytes(UTF_8), null));
        });
        createTopic();
        int before = deadLetters().size();
        send(records);

        try (RunningService one = start();
                RunningService _ = start()) {
            Issues issues = one.context().getBean(Issues.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(good)
                            .allMatch(issue -> issues.find(issue).isPresent()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deadLetters()).hasSize(before + poison.size()));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
        }

        List<byte[]> bytes = poison.values().stream().map(ProducerRecord::value).toList();
        assertThat(deadLetters().subList(before, before + poison.size()))
                .extracting(ConsumerRecord::value)
                .containsExactlyElementsOf(bytes);
    }

    @Test
    void aStoryIsAnIssueOnceWhoeverHearsOfItAndHoweverOften() throws Exception {
        String article = UUID.randomUUID().toString();
        String gone = UUID.randomUUID().toString();
        String old = UUID.randomUUID().toString();
        createTopic();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(List.of(
                sent(published(article, 2, now)),
                sent(published(article, 1, now)),
                sent(published(article, 2, now)),
                sent(published(gone, 1, now)),
                sent(retracted(gone, 2, now)),
                sent(published(old, 1, now.minus(Duration.ofDays(2))))));
        send(records);
        Issue first;

        try (RunningService one = start();
                RunningService _ = start()) {
            Issues issues = one.context().getBean(Issues.class);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(issues.find("every-story/" + article))
                            .hasValueSatisfying(
                                    issue -> assertThat(issue.state()).isNotEqualTo(Issue.State.LISTING)));
            first = issues.find("every-story/" + article).orElseThrow();
            assertThat(first.stories().getFirst().revision()).isEqualTo(2);
            assertThat(issues.find("every-story/" + old)).isEmpty();
            assertThat(issues.find("every-story/" + gone))
                    .hasValueSatisfying(
                            issue -> assertThat(issue.state()).isIn(Issue.State.WITHDRAWN, Issue.State.FINISHED));
            assertThat(one.context().getBean(Ledger.class).hasOpen("every-story/" + gone))
                    .isFalse();
        }
        send(records);
        try (RunningService again = start()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
            assertThat(again.context().getBean(Issues.class).find("every-story/" + article))
                    .hasValueSatisfying(issue -> assertThat(issue)
                            .returns(first.createdAt(), Issue::createdAt)
                            .returns(first.edition(), Issue::edition));
        }
    }

    @Test
    void theServiceIsThereWithoutKafkaAndListensOnceItCan() throws Exception {
        try (RunningService service = RunningService.start(
                database, "spring.kafka.bootstrap-servers=127.0.0.1:1", "press.issues.every=100ms")) {
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(service.get("/newsletters").statusCode()).isEqualTo(200);
        }
        String article = UUID.randomUUID().toString();
        try (RunningService service = start()) {
            // The topic is made after the start.
            createTopic();
            send(List.of(sent(published(article, 1, now))));
            await().atMost(PATIENCE)
                    .until(() -> service.context()
                            .getBean(Issues.class)
                            .find("every-story/" + article)
                            .isPresent());
        }
    }

    private RunningService start() {
        return RunningService.start(database, "press.issues.every=100ms");
    }

    private static void createTopic() throws Exception {
        try (Admin admin = Admin.create(connection())) {
            admin.createTopics(
                            List.of(new NewTopic(Topic.ARTICLES.topicName(), Topic.ARTICLES.partitions(), (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topic.ARTICLES.deadLetterName(), 0);
            if (!consumer.listTopics().containsKey(partition.topic())) {
                return List.of();
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }

    private static long lag() throws Exception {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int n = 0; n < Topic.ARTICLES.partitions(); n++) {
            partitions.add(new TopicPartition(Topic.ARTICLES.topicName(), n));
        }
        try (Admin admin = Admin.create(connection());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(partitions).entrySet()) {
                var read = committed.get(end.getKey());
                lag += end.getValue() - (read == null ? 0 : read.offset());
            }
            return lag;
        }
    }

    private static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    }
}
