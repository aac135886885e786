package press.lords.events.kafka;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import press.lords.events.Event;
import press.lords.events.EventType;
import press.lords.events.Samples;
import press.lords.events.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Twenty kinds of record that no consumer of a topic can or may apply. */
public final class PoisonRecords {

    private static final byte[] KEY = "ada/1".getBytes(UTF_8);

    private PoisonRecords() {}

    /** One record of each kind for a topic, by a name that says what is wrong with it. */
    public static Map<String, ProducerRecord<byte[], byte[]>> of(Topic topic) {
        RevisionRecord good =
                new EventCodec().seal("ada", 1, Instant.parse("2026-03-01T08:00:00Z"), null, event(topic), null);
        String value = new String(good.value(), UTF_8);
        Map<String, byte[]> values = new LinkedHashMap<>();
        values.put("empty value", new byte[0]);
        values.put("binary garbage", new byte[] {0, (byte) 0xff, (byte) 0xfe, 7, 0});
        values.put("broken UTF-8", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
        values.put("truncated JSON", value.substring(0, value.length() / 2).getBytes(UTF_8));
        values.put("trailing garbage", (value + "}").getBytes(UTF_8));
        values.put(
                "duplicate keys", value.replaceFirst("\\{", "{\"id\":\"eve\",").getBytes(UTF_8));
        values.put("an array", "[1,2,3]".getBytes(UTF_8));
        values.put("null", "null".getBytes(UTF_8));
        values.put("a number", "1e999999".getBytes(UTF_8));
        values.put("deep nesting", "[".repeat(100_000).getBytes(UTF_8));
        values.put("no event", value.replace("\"event\"", "\"evnt\"").getBytes(UTF_8));
        values.put(
                "wrong type of number",
                value.replace("\"number\":1", "\"number\":\"one\"").getBytes(UTF_8));
        values.put("number zero", value.replace("\"number\":1", "\"number\":0").getBytes(UTF_8));
        values.put(
                "another id than the key",
                value.replace("\"id\":\"ada\"", "\"id\":\"eve\"").getBytes(UTF_8));
        values.put(
                "bad time", value.replace("2026-03-01T08:00:00Z", "yesterday").getBytes(UTF_8));

        Map<String, ProducerRecord<byte[], byte[]>> poison = new LinkedHashMap<>();
        values.forEach((name, bytes) -> poison.put(name, record(topic, KEY, bytes, good.headers())));
        poison.put("no key", record(topic, null, good.value(), good.headers()));
        poison.put("no headers", record(topic, KEY, good.value(), Map.of()));
        poison.put("unknown type", record(topic, KEY, good.value(), with(good, "ce_type", "press.lords.moon.v1")));
        poison.put("class name as type", record(topic, KEY, good.value(), with(good, "ce_type", "java.lang.Runtime")));
        Map<String, String> hostile =
                with(good, "spring_json_header_types", "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        hostile.put("ce_type", "press.lords.unknown.v9");
        poison.put("hostile header types", record(topic, KEY, good.value(), hostile));
        return poison;
    }

    /** One that belongs there, so that nothing but the poison is wrong. */
    private static Event event(Topic topic) {
        return Stream.of(EventType.values())
                .filter(type -> type.topic() == topic)
                .map(Samples::of)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> with(RevisionRecord good, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(good.headers());
        headers.put(header, value);
        return headers;
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic topic, byte @Nullable [] key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.topicName(), 0, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
