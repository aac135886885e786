package press.lords.subscription.newsletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import press.lords.events.Topic;
import press.lords.events.kafka.TestBroker;

/** The topic of articles, as article-service fills it, and how far newsletters have read it. */
final class ArticleLog {

    private static final String GROUP = "subscription-service.newsletter";

    private ArticleLog() {}

    static void createTopic() throws Exception {
        try (Admin admin = Admin.create(connection())) {
            admin.createTopics(
                            List.of(new NewTopic(Topic.ARTICLES.topicName(), Topic.ARTICLES.partitions(), (short) 1)))
                    .all()
                    .get();
        }
    }

    static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
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

    static long lag() throws Exception {
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
