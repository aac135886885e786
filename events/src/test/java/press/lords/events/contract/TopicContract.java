package press.lords.events.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static press.lords.events.contract.BrokerContract.bytes;
import static press.lords.events.contract.BrokerContract.failure;

/** Topics are made by us alone, with our settings, and known by their ids. */
interface TopicContract extends BrokerContract {

    @Test
    default void aTopicHasTheSettingsThatItWasMadeWith() throws Exception {
        Map<String, String> settings = Map.of(
                "cleanup.policy", "compact",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "delete.retention.ms", Long.toString(Duration.ofDays(7).toMillis()),
                "segment.ms", "60000",
                "max.message.bytes", "65536",
                "min.insync.replicas", "1",
                "unclean.leader.election.enable", "false");

        String topic = aTopic(6, settings);

        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                admin().describeConfigs(List.of(resource)).all().get().get(resource));
        settings.forEach((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
        assertThat(admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                .satisfies(described -> assertThat(described.partitions()).hasSize(6));
    }

    @Test
    default void aTopicIsMadeOnce() throws Exception {
        String topic = aTopic(1, Map.of());

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> create(topic, 1, Map.of()))
                .withCauseInstanceOf(TopicExistsException.class);
    }

    @Test
    default void aTopicThatIsMadeAnewHasAnotherId() throws Exception {
        String topic = aTopic(1, Map.of());
        String first = id(topic);
        send(topic, "a");

        admin().deleteTopics(List.of(topic)).all().get();
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(
                                failure(admin().describeTopics(List.of(topic)).allTopicNames()))
                        .isInstanceOf(UnknownTopicOrPartitionException.class));
        create(topic, 1, Map.of());

        assertThat(id(topic)).isNotEqualTo(first);
        assertThat(id(topic)).isEqualTo(id(topic));
        assertThat(values(topic)).isEmpty();
    }

    @Test
    default void noTopicIsMadeByAccident() throws Exception {
        String topic = "misspelt-" + UUID.randomUUID();

        try (Consumer<byte[], byte[]> consumer = consumer("allow.auto.create.topics", true)) {
            assertThat(consumer.partitionsFor(topic)).isNullOrEmpty();
        }
        try (Producer<byte[], byte[]> producer = producer()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> producer.send(new ProducerRecord<>(topic, bytes("value")))
                            .get())
                    .withCauseInstanceOf(TimeoutException.class);
        }
        assertThat(admin().listTopics().names().get()).doesNotContain(topic);
    }

    @Test
    default void aClusterHasOneId() throws Exception {
        assertThat(admin().describeCluster().clusterId().get())
                .isNotEmpty()
                .isEqualTo(admin().describeCluster().clusterId().get());
    }

    private String id(String topic) throws Exception {
        return Objects.requireNonNull(admin().describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .topicId()
                .toString();
    }
}
