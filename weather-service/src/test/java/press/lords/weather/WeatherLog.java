package press.lords.weather;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.WeatherEvent.Observed;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.UnreadableRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the weather topic. */
public final class WeatherLog implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final EventCodec codec = new EventCodec();
    private final Map<String, Revision<?>> read = new LinkedHashMap<>();

    public WeatherLog() {
        consumer.assign(List.of(new TopicPartition(Topic.WEATHER.topicName(), 0)));
    }

    /** All revisions so far, in the order of the log. One that was sent twice counts once, and must be the same. */
    public List<Revision<?>> revisions() throws UnreadableRecord {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
            Revision<?> revision = codec.read(message);
            Revision<?> known = read.putIfAbsent(revision.key(), revision);
            assertThat(known).isIn(null, revision);
        }
        return List.copyOf(read.values());
    }

    public List<Observed> observations() throws UnreadableRecord {
        return revisions().stream().map(revision -> (Observed) revision.event()).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
