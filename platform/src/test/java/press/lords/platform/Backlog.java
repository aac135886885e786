package press.lords.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Partitions;
import press.lords.events.kafka.RevisionRecord;

/** Years of articles, each the same whenever it is asked for by its number: one in ten was corrected twice, one in fifty retracted. */
record Backlog(int articles, long seed) {

    private static final Instant FIRST = Instant.parse("2011-01-01T06:00:00Z");
    private static final EventCodec CODEC = new EventCodec();
    private static final List<String> WORDS = words();
    /** A record weighs about 6 KB with them: they are in it as source and as HTML. */
    private static final int WORDS_EACH = 420;

    int revisions(int article) {
        return isRetracted(article) ? 2 : article % 10 == 0 ? 3 : 1;
    }

    boolean isRetracted(int article) {
        return article % 50 == 7;
    }

    int records() {
        int records = 0;
        for (int article = 0; article < articles; article++) {
            records += revisions(article);
        }
        return records;
    }

    static String slug(int article) {
        return "story-" + article;
    }

    static String headline(int article, int revision) {
        return "Story %d as of revision %d".formatted(article, revision);
    }

    /** All revisions of an article, sealed as a newsroom seals them. */
    List<RevisionRecord> sealed(int article) {
        var random = new Random(seed + article);
        var sealed = new ArrayList<RevisionRecord>();
        for (int number = 1; number <= revisions(article); number++) {
            var at = published(article).plus(Duration.ofHours(number - 1));
            var previous = sealed.isEmpty() ? null : sealed.getLast().hash();
            sealed.add(CODEC.seal("article-" + article, number, at, previous, event(article, number, random), null));
        }
        return sealed;
    }

    /** Sends them all straight to the log, and returns when the broker has them. */
    void send(String broker) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 20, "batch.size", 262_144),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, articles).parallel().forEach(article -> {
                for (var record : sealed(article)) {
                    var _ = producer.send(message(record), (where, refusal) -> failure.compareAndSet(null, refusal));
                }
            });
        }
        if (failure.get() != null) {
            throw new IllegalStateException("not all were sent", failure.get());
        }
    }

    private static ProducerRecord<byte[], byte[]> message(RevisionRecord record) {
        var message = new ProducerRecord<>(
                record.topic().topicName(),
                Partitions.of(record.topic(), record.id()),
                bytes(record.key()),
                record.value());
        record.headers().forEach((name, text) -> message.headers().add(name, bytes(text)));
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ArticleEvent event(int article, int number, Random random) {
        if (number > 1 && isRetracted(article)) {
            return new Retracted(slug(article), "It was not so.", published(article));
        }
        return number == 1
                ? new Published(Change.PUBLICATION, null, published(article), content(article, number, random))
                : new Published(
                        Change.CORRECTION, "A name was wrong.", published(article), content(article, number, random));
    }

    private static Content content(int article, int number, Random random) {
        var text = random.ints(WORDS_EACH, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        return new Content(
                slug(article),
                Kind.NEWS,
                Access.EVERYONE,
                headline(article, number),
                "What is known of it",
                text,
                "<p>" + text + "</p>\n",
                List.of(new Byline("writer-" + article % 40, "Writer " + article % 40)),
                List.of(new CategoryName("category-" + article % 20, "Category " + article % 20)));
    }

    private static Instant published(int article) {
        return FIRST.plus(Duration.ofMinutes(article * 60L));
    }

    private static List<String> words() {
        var random = new Random(7);
        var words = new ArrayList<String>();
        for (int word = 0; word < 8_000; word++) {
            words.add(random.ints(3 + random.nextInt(7), 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return words;
    }
}
