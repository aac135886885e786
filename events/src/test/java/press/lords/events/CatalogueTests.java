package press.lords.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.RevisionRecord;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTests {

    private final EventCodec codec = new EventCodec();
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @ParameterizedTest
    @EnumSource
    void hasASchemaThatSaysWhatTheRecordSays(EventType type) {
        Documents.assertCurrent(
                "events/src/main/resources/schemas/" + type.typeName() + ".json",
                json.writeValueAsString(Schemas.of(type)) + "\n");
    }

    /** A released golden file is never written again: were this red, old records in the log could no longer be read alike. */
    @ParameterizedTest
    @EnumSource
    void sealsAndReadsTheGoldenRecord(EventType type) throws Exception {
        RevisionRecord record = codec.seal("sample", 2, Samples.AT, "sha256:" + "1".repeat(64), Samples.of(type), null);
        String golden =
                "events/src/test/resources/golden/" + type.typeName().substring("press.lords.".length()) + ".json";
        Documents.assertCurrent(golden, new String(record.value(), UTF_8) + "\n");

        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                type.topic().topicName(), 0, 0, record.key().getBytes(UTF_8), record.value());
        record.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        assertThat(codec.read(message).event()).isEqualTo(Samples.of(type));
    }

    @Test
    void readsAndWritesWhatATypeHasGained() throws Exception {
        ArticleEvent.Published told = (ArticleEvent.Published) Samples.of(EventType.ARTICLE_PUBLISHED);
        ArticleEvent.Published telling =
                new ArticleEvent.Published(told.change(), told.note(), told.publishedAt(), told.content(), true);
        RevisionRecord record = codec.seal("sample", 2, Samples.AT, "sha256:" + "1".repeat(64), telling, null);
        Documents.assertCurrent(
                "events/src/test/resources/golden/article.published.v1.notify-readers.json",
                new String(record.value(), UTF_8) + "\n");

        assertThat(codec.read(record).event()).isEqualTo(telling);
    }

    @Test
    void toleratesFieldsThatALaterVersionMayAdd() throws Exception {
        RevisionRecord record = codec.seal("sample", 1, Samples.AT, null, Samples.of(EventType.AUTHOR_PROFILED), null);
        byte[] later = new String(record.value(), UTF_8)
                .replace("\"name\"", "\"portrait\":{\"url\":1},\"name\"")
                .getBytes(UTF_8);
        ConsumerRecord<byte[], byte[]> message =
                new ConsumerRecord<>("authors", 0, 0, record.key().getBytes(UTF_8), later);
        record.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));

        assertThat(codec.read(message).event()).isEqualTo(Samples.of(EventType.AUTHOR_PROFILED));
    }

    @Test
    void everyEventHasATypeOfItsOwn() {
        List<Class<?>> catalogued = Arrays.stream(EventType.values())
                .<Class<?>>map(EventType::event)
                .toList();
        assertThat(catalogued).containsExactlyInAnyOrderElementsOf(leaves(Event.class));
    }

    @Test
    void isDescribedInWords() {
        String rows = Arrays.stream(EventType.values())
                .map(type -> "| `%s` | `%s` | %s |"
                        .formatted(type.typeName(), type.topic().topicName(), fields(type.event())))
                .collect(Collectors.joining("\n"));
        String topics = Arrays.stream(Topic.values())
                .map(topic -> "| `%s` | %d | %s | %d |"
                        .formatted(topic.topicName(), topic.partitions(), cleanup(topic), topic.maxMessageBytes()))
                .collect(Collectors.joining("\n"));
        Documents.assertCurrent("docs/events.md", page(rows, topics));
    }

    @Test
    void isDescribedAsAsyncApi() {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Topic topic : Topic.values()) {
            Map<String, Object> messages = new LinkedHashMap<>();
            Arrays.stream(EventType.values())
                    .filter(type -> type.topic() == topic)
                    .forEach(type -> messages.put(
                            type.name(),
                            Map.of(
                                    "name", type.typeName(),
                                    "contentType", "application/json",
                                    "payload",
                                            Map.of(
                                                    "schemaFormat",
                                                    "application/schema+json;version=draft-2020-12",
                                                    "schema",
                                                    Map.of(
                                                            "$ref",
                                                            "../events/src/main/resources/schemas/" + type.typeName()
                                                                    + ".json")))));
            channels.put(topic.topicName(), Map.of("address", topic.topicName(), "messages", messages));
            operations.put(
                    "send-" + topic.topicName(),
                    Map.of("action", "send", "channel", Map.of("$ref", "#/channels/" + topic.topicName())));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", Map.of("title", "Lord's Press", "version", "1"));
        document.put("channels", channels);
        document.put("operations", operations);
        JsonMapper sorted = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        Documents.assertCurrent("docs/asyncapi.json", sorted.writeValueAsString(document) + "\n");
    }

    private static List<Class<?>> leaves(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? leaves(member).stream() : List.<Class<?>>of(member).stream())
                .collect(Collectors.toList());
    }

    private static String fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> "`" + component.getName() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String cleanup(Topic topic) {
        return topic.kept()
                .map(kept ->
                        kept.toDays() == 1 ? "deleted after a day" : "deleted after %d days".formatted(kept.toDays()))
                .orElse("compacted, for ever");
    }

    private static String page(String rows, String topics) {
        return """
            # Events

            What the services tell each other. A test writes this page from the catalogue (`EventType`, `Topic`) and fails when it is stale.

            A record is one **revision** of one thing: its whole state from then on, as far as others may know it. Its key is `<id>/<revision>` and the value behind a key
            never changes, so a late or doubled record is harmless; the current state is the highest revision, whatever the order of arrival.
            The partition is chosen by the id alone (murmur2 of its UTF-8 bytes, as Kafka's own partitioner). CloudEvents 1.0 in Kafka's binary mode:
            `ce_id` (the key), `ce_type`, `ce_source`, `ce_subject` (the id), `ce_time`, `ce_dataschema`, and `traceparent` where known.

            The value is JSON: `id`, `number` (from 1, no gap), `at` (UTC, milliseconds), `previous` (hash of the revision before, null for the first),
            `event` (below) and `hash`: `sha256:` and the digest of the RFC 8785 form of all the other fields. So the chain can be checked by anyone.
            Fields are added, never renamed or removed. No reader's data and no writer's real identity is ever in a topic: of readers
            and visitors there are opaque ids, states and entitlements alone, and those expire. A view of the paper is made from the topics that don't.

            | type | topic | `event` |
            | --- | --- | --- |
            %s

            | topic | partitions | cleanup | largest record (bytes) |
            | --- | --- | --- | --- |
            %s

            Consumer group: `subscription-service.newsletter` on `articles`. What a group can't read it puts into `<topic>-dlt`, with the original bytes and
            headers, key `<group>/<topic>/<partition>/<offset>`, `press_original_key` and `press_cause`; kept for 90 days. What has grown too large
            by being decompressed leaves a letter without value: `press_original_position`, `press_original_size` and `press_original_sha256` tell of it.
            Schemas: `events/src/main/resources/schemas`; AsyncAPI: `docs/asyncapi.json`; a golden record per type: `events/src/test/resources/golden`.
            """.formatted(rows, topics);
    }
}
