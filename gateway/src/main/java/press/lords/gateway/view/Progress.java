package press.lords.gateway.view;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import press.lords.events.Topic;
import press.lords.gateway.view.LogInspector.Log;

/**
 * How far the view has read, and of which log.
 *
 * @param cluster empty until a log was read
 * @param topicIds those that exist; a topic made again gets another id
 * @param offsets the next to read
 */
record Progress(String cluster, Map<Topic, String> topicIds, Map<TopicPartition, Long> offsets) {

    static final Progress NONE = new Progress("", Map.of(), Map.of());

    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic/";
    private static final String OFFSET = "offset/";

    boolean isNone() {
        return cluster.isEmpty();
    }

    Progress to(Map<TopicPartition, Long> next) {
        return new Progress(cluster, topicIds, Map.copyOf(next));
    }

    /** The same in a log that it belongs to: what wasn't known of it before is to be read from its beginning. */
    Progress in(Log log) {
        Map<Topic, String> allTopics = new EnumMap<>(Topic.class);
        allTopics.putAll(topicIds);
        allTopics.putAll(log.topicIds());
        Map<TopicPartition, Long> allOffsets = new HashMap<>(log.begins());
        allOffsets.putAll(offsets);
        return new Progress(log.cluster(), allTopics, allOffsets);
    }

    Map<String, String> toCommitData() {
        Map<String, String> data = new TreeMap<>();
        data.put(CLUSTER, cluster);
        topicIds.forEach((topic, id) -> data.put(TOPIC + topic.topicName(), id));
        offsets.forEach((partition, next) -> data.put(OFFSET + partition, Long.toString(next)));
        return data;
    }

    static Progress of(Map<String, String> data) {
        Map<Topic, String> topicIds = new EnumMap<>(Topic.class);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(TOPIC)) {
                topicIds.put(topic(key.substring(TOPIC.length())), value);
            } else if (key.startsWith(OFFSET)) {
                offsets.put(partition(key.substring(OFFSET.length())), Long.parseLong(value));
            }
        });
        return new Progress(data.getOrDefault(CLUSTER, ""), topicIds, offsets);
    }

    private static Topic topic(String topicName) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(topicName))
                .findFirst()
                .orElseThrow();
    }

    private static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }
}
