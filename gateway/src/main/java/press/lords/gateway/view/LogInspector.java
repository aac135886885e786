package press.lords.gateway.view;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import press.lords.events.Topic;

/** Looks at the log of record from outside: which one it is, which topics there are, from where to where they reach. */
final class LogInspector implements AutoCloseable {

    private static final int LIMIT_SECONDS = 5;

    private final Admin admin;
    private final Clock clock;

    LogInspector(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * The log at a moment.
     *
     * @param topicIds of those topics that exist
     * @param begins by partition, of all partitions of these topics
     * @param ends likewise
     */
    record Log(
            Instant at,
            String cluster,
            Map<Topic, String> topicIds,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {

        boolean isStill(Log other) {
            return cluster.equals(other.cluster)
                    && topicIds.equals(other.topicIds)
                    && ends.keySet().equals(other.ends.keySet());
        }
    }

    Log inspect() throws ExecutionException, TimeoutException, InterruptedException {
        Instant at = clock.instant();
        String cluster = get(admin.describeCluster().clusterId());
        Map<Topic, TopicDescription> topics = topics();
        Map<Topic, String> ids = new EnumMap<>(Topic.class);
        topics.forEach((topic, found) -> ids.put(topic, found.topicId().toString()));
        List<TopicPartition> partitions = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        return new Log(
                at, cluster, ids, offsets(partitions, OffsetSpec.earliest()), offsets(partitions, OffsetSpec.latest()));
    }

    private Map<Topic, TopicDescription> topics() throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        Topic.ofRecord().stream().map(Topic::topicName).toList())
                .topicNameValues();
        Map<Topic, TopicDescription> topics = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.ofRecord()) {
            try {
                topics.put(topic, get(Objects.requireNonNull(answers.get(topic.topicName()))));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                // Its owner hasn't made it yet: looked for again with the next inspection.
            }
        }
        return topics;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
