package press.lords.gateway.view;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import press.lords.events.Topic;
import press.lords.gateway.view.LogInspector.Log;

/** Why a log can't be the one, or no longer the one, that the view was read from. */
final class Mismatch {

    private Mismatch() {}

    static Optional<String> between(Progress progress, Log log) {
        if (progress.isNone()) {
            return Optional.empty();
        }
        if (!progress.cluster().equals(log.cluster())) {
            return Optional.of("the view is of cluster " + progress.cluster() + ", this is " + log.cluster());
        }
        for (Map.Entry<Topic, String> topic : log.topicIds().entrySet()) {
            String known = progress.topicIds().get(topic.getKey());
            if (known != null && !known.equals(topic.getValue())) {
                return Optional.of("topic " + topic.getKey().topicName() + " was made again");
            }
        }
        for (Map.Entry<TopicPartition, Long> next : progress.offsets().entrySet()) {
            Long begin = log.begins().get(next.getKey());
            Long end = log.ends().get(next.getKey());
            if (begin != null && end != null && (next.getValue() < begin || next.getValue() > end)) {
                return Optional.of("%s reaches from %d to %d, the view was at %d"
                        .formatted(next.getKey(), begin, end, next.getValue()));
            }
        }
        return Optional.empty();
    }
}
