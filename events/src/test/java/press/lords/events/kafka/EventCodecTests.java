package press.lords.events.kafka;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.Revision;
import press.lords.events.Topic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventCodecTests {

    private final EventCodec codec = new EventCodec();

    @Test
    void readsWhatItSealed() throws Exception {
        RevisionRecord record = sealed();

        Revision<?> revision = codec.read(message(record, record.value()));

        assertThat(revision.event()).isEqualTo(anArticle());
        assertThat(revision.key()).isEqualTo("a1/1");
        assertThat(revision.hash()).isEqualTo(record.hash());
    }

    @Test
    void theHashIsOverEverythingElse() {
        RevisionRecord record = sealed();
        byte[] changed =
                new String(record.value(), UTF_8).replace("Bells", "Balls").getBytes(UTF_8);

        assertThat(codec.hashOf(record.value())).isEqualTo(record.hash());
        assertThat(codec.hashOf(changed)).isNotEqualTo(record.hash());
    }

    @Test
    void refusesAValueWithoutAPartThatMustBeThere() {
        RevisionRecord record = sealed();
        byte[] without = new String(record.value(), UTF_8)
                .replace("\"headline\"", "\"headlime\"")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> codec.read(message(record, without)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("no headline");
    }

    @Test
    void anOutlineLacksNothingButTheTexts() throws Exception {
        RevisionRecord record = sealed();

        Revision<?> outline = codec.outline(message(record, record.value()));

        ArticleEvent.Published whole = anArticle();
        assertThat(outline.event())
                .isEqualTo(new ArticleEvent.Published(
                        whole.change(),
                        whole.note(),
                        whole.publishedAt(),
                        new Content(
                                "bells",
                                Kind.SPECIAL_REPORT,
                                Access.EVERYONE,
                                "Bells",
                                "",
                                "",
                                "",
                                List.of(),
                                List.of())));
        assertThat(outline.hash()).isEqualTo(record.hash());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|\"html\":|, |\"hmtl\":|",
                "|\"<p>“Ring”</p>\"|, null",
                "|\"<p>“Ring”</p>\"|, {}",
                "|\"<p>“Ring”</p>\"|, |[\"\"]|",
                "|<p>“Ring”</p>|, |\\x|",
                "|<p>“Ring”</p>|, |\u0007|",
                "|\"source\":|, |\"html\":\"\",\"source\":|",
            })
    void anOutlineIsRefusedForWhatTheWholeIsRefusedFor(String right, String wrong) {
        RevisionRecord record = sealed();
        byte[] value = new String(record.value(), UTF_8).replace(right, wrong).getBytes(UTF_8);

        assertThatThrownBy(() -> codec.read(message(record, value))).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> codec.outline(message(record, value))).isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void anOutlineIsRefusedForBytesThatAreNoText() {
        RevisionRecord record = sealed();
        byte[] value = record.value().clone();
        value[new String(value, ISO_8859_1).indexOf("<p>") + 1] = (byte) 0xC3;

        assertThatThrownBy(() -> codec.read(message(record, value))).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> codec.outline(message(record, value))).isInstanceOf(UnreadableRecord.class);
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void refusesEveryKindOfPoisonForWhatIsWrongWithIt(Topic topic) {
        PoisonRecords.of(topic)
                .forEach((kind, poison) -> assertThatThrownBy(() -> codec.read(received(poison)))
                        .as(kind)
                        .isInstanceOf(UnreadableRecord.class)
                        .hasMessageStartingWith(reason(kind)));
    }

    private static String reason(String kind) {
        return switch (kind) {
            case "no key" -> "no key or no value";
            case "no headers", "unknown type", "class name as type", "hostile header types" -> "unknown ce_type";
            case "another id than the key" -> "key, ce_id and value name different revisions";
            case "number zero" -> "no id or a number below 1";
            case "no event" -> "no event";
            case "null" -> "no value";
            default -> "not JSON of press.lords.";
        };
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(message.headers()::add);
        return message;
    }

    private RevisionRecord sealed() {
        return codec.seal("a1", 1, Instant.parse("2026-03-01T08:00:00Z"), null, anArticle(), null);
    }

    private static ArticleEvent.Published anArticle() {
        return new ArticleEvent.Published(
                Change.PUBLICATION,
                null,
                Instant.parse("2026-03-01T08:00:00Z"),
                new Content(
                        "bells",
                        Kind.SPECIAL_REPORT,
                        Access.EVERYONE,
                        "Bells",
                        "",
                        "“Ring”",
                        "<p>“Ring”</p>",
                        List.of(),
                        List.of()));
    }

    private static ConsumerRecord<byte[], byte[]> message(RevisionRecord record, byte[] value) {
        ConsumerRecord<byte[], byte[]> message =
                new ConsumerRecord<>("articles", 0, 0, record.key().getBytes(UTF_8), value);
        record.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        return message;
    }
}
