package press.lords.events.kafka;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.Event;
import press.lords.events.EventType;
import press.lords.events.Revision;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Revisions to bytes and back: CloudEvents 1.0 in Kafka's binary mode, JSON in the value. Reading is tolerant of fields that it doesn't know
 * and of nothing else.
 */
public final class EventCodec {

    private static final String SOURCE = "https://lords.press/";
    private static final String SCHEMAS = "https://lords.press/schemas/";

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .addMixIn(ArticleEvent.Published.class, GainedFields.class)
            .build();

    private final JsonMapper outlines = Outlines.readBy(json);

    private final Map<EventType, JavaType> revisionTypes = new EnumMap<>(EventType.class);

    public EventCodec() {
        for (EventType type : EventType.values()) {
            revisionTypes.put(type, json.getTypeFactory().constructParametricType(Revision.class, type.event()));
        }
    }

    /**
     * Makes the bytes of a revision, once.
     *
     * @param traceparent W3C trace context of the request that commits it, kept so that a later sender belongs to the same trace
     */
    public RevisionRecord seal(
            String id, int number, Instant at, @Nullable String previous, Event event, @Nullable String traceparent) {
        EventType type = EventType.of(event);
        ObjectNode value = json.createObjectNode();
        value.put("id", id);
        value.put("number", number);
        value.put("at", at.toString());
        value.put("previous", previous);
        value.set("event", json.valueToTree(event));
        String hash = hash(value);
        value.put("hash", hash);

        Map<String, String> headers = new TreeMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", Revision.key(id, number));
        headers.put("ce_type", type.typeName());
        headers.put("ce_source", SOURCE + type.topic().topicName());
        headers.put("ce_subject", id);
        headers.put("ce_time", at.toString());
        headers.put("ce_dataschema", SCHEMAS + type.typeName() + ".json");
        headers.put("content-type", "application/json");
        if (traceparent != null) {
            headers.put("traceparent", traceparent);
        }
        return new RevisionRecord(type.topic(), id, number, previous, hash, headers, json.writeValueAsBytes(value));
    }

    /** Reads a record of one of our topics; its value is not null (a tombstone says nothing to read). */
    public Revision<?> read(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
        return read(json, message);
    }

    /**
     * Reads a record as {@link #read(ConsumerRecord)} does, but leaves an article's source and HTML empty: for those who keep the bytes and
     * only want to know what they are about.
     */
    public Revision<?> outline(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
        return read(outlines, message);
    }

    private Revision<?> read(JsonMapper mapper, ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
        if (message.key() == null || message.value() == null) {
            throw new UnreadableRecord("no key or no value");
        }
        EventType type =
                EventType.named(header(message, "ce_type")).orElseThrow(() -> new UnreadableRecord("unknown ce_type"));
        if (!type.topic().topicName().equals(message.topic())) {
            throw new UnreadableRecord("ce_type of another topic");
        }
        Revision<?> revision = read(mapper, type, message.value());
        String key = new String(message.key(), UTF_8);
        if (!revision.key().equals(key) || !key.equals(header(message, "ce_id"))) {
            throw new UnreadableRecord("key, ce_id and value name different revisions");
        }
        return revision;
    }

    /** Reads what {@link #seal} made. */
    public Revision<?> read(RevisionRecord record) {
        String typeName = record.headers().getOrDefault("ce_type", "");
        try {
            return read(json, EventType.named(typeName).orElseThrow(), record.value());
        } catch (UnreadableRecord e) {
            throw new IllegalStateException("stored revision " + record.key() + " can't be read", e);
        }
    }

    /** The hash that belongs to a value: over the RFC 8785 form of all its fields but {@code hash}. Anyone can compute it. */
    public String hashOf(byte[] value) {
        ObjectNode fields = (ObjectNode) json.readTree(value);
        fields.remove("hash");
        return hash(fields);
    }

    private Revision<?> read(JsonMapper mapper, EventType type, byte[] value) throws UnreadableRecord {
        try {
            Revision<?> revision = mapper.readValue(value, revisionTypes.get(type));
            RequiredComponents.check(revision);
            if (revision.number() < 1 || revision.id().isEmpty()) {
                throw new UnreadableRecord("no id or a number below 1");
            }
            return revision;
        } catch (JacksonException e) {
            // The message of a parser quotes what it read; that stays out of logs.
            throw new UnreadableRecord(
                    "not JSON of " + type.typeName() + ": " + e.getClass().getSimpleName());
        } catch (StackOverflowError e) {
            throw new UnreadableRecord("nested too deeply");
        }
    }

    /** Fields that a type has gained are left out where there is nothing to say: what said it before they came keeps its bytes, and so its hash. */
    @SuppressWarnings("UnusedMethod") // read by Jackson
    private interface GainedFields {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Boolean notifyReaders();
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private String hash(ObjectNode fields) {
        try {
            byte[] canonical = new JsonCanonicalizer(json.writeValueAsBytes(fields)).getEncodedUTF8();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a revision has no canonical form", e);
        }
    }
}
