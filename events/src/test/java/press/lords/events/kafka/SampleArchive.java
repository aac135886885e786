package press.lords.events.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;

/** Many articles of about 6 KB, one revision each, sealed as the newsroom seals them: the log of a paper with a past. */
public final class SampleArchive {

    private static final Instant FIRST = Instant.parse("2018-01-01T09:00:00Z");
    private static final int VOCABULARY = 8_000;
    private static final int PARAGRAPHS = 5;
    private static final int WORDS = 85;

    private final EventCodec codec = new EventCodec();
    private final Random random = new Random(7);
    private final List<String> words =
            IntStream.range(0, VOCABULARY).mapToObj(n -> newWord()).toList();

    public static String slug(int article) {
        return "archived-" + article;
    }

    /** Sends articles 0 to {@code articles - 1}, one every forty minutes since the paper began, and returns when the broker has them. */
    public void send(String bootstrapServers, int articles) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int article = 0; article < articles; article++) {
                var _ = producer.send(sealed(article).toProducerRecord());
            }
        }
    }

    private RevisionRecord sealed(int article) {
        Instant at = FIRST.plus(Duration.ofMinutes(40L * article));
        Published published = new Published(Change.UPDATE, null, at, content(article));
        return codec.seal("archive%08x".formatted(article), 1, at, null, published, null);
    }

    private Content content(int article) {
        List<String> paragraphs =
                IntStream.range(0, PARAGRAPHS).mapToObj(n -> paragraph()).toList();
        String html = "<p>" + String.join("</p>\n<p>", paragraphs) + "</p>\n";
        return new Content(
                slug(article),
                Kind.NEWS,
                Access.EVERYONE,
                "Number " + article + " of the archive",
                "What the paper said once",
                String.join("\n\n", paragraphs),
                html,
                List.of(new Byline("archivist-" + article % 50, "Archivist " + article % 50)),
                List.of(new CategoryName("shelf-" + article % 20, "Shelf " + article % 20)));
    }

    private String paragraph() {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < WORDS; n++) {
            // Some words are common and most are rare, as in a language.
            text.append(words.get((int) Math.abs(random.nextGaussian() * 1_500) % VOCABULARY))
                    .append(' ');
        }
        return text.append("end.").toString();
    }

    private String newWord() {
        return random.ints(3 + random.nextInt(7), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
