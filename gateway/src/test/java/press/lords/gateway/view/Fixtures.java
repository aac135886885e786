package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.util.unit.DataSize;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Event;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.RevisionRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Articles, records and views for tests. */
final class Fixtures {

    static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
    static final EventCodec CODEC = new EventCodec();

    private static final AtomicLong OFFSETS = new AtomicLong();

    private Fixtures() {}

    static ViewSettings settings(Path dir) {
        return new ViewSettings(
                dir,
                DataSize.ofMegabytes(16),
                DataSize.ofMegabytes(8),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                3);
    }

    static DiskView view(Path dir) throws IOException {
        return new DiskView(settings(dir), CODEC, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    static Content content(String slug, String headline, String html) {
        return new Content(
                slug,
                Kind.NEWS,
                Access.EVERYONE,
                headline,
                "",
                html,
                html,
                List.of(new Byline("ada", "Ada")),
                List.of(new CategoryName("town", "Town")));
    }

    static Content gated(Content open) {
        return new Content(
                open.slug(),
                open.kind(),
                Access.SUBSCRIBERS,
                open.headline(),
                open.standfirst(),
                open.source(),
                open.html(),
                open.authors(),
                open.categories());
    }

    static Published published(Content content) {
        return published(content, MARCH);
    }

    static Published published(Content content, Instant at) {
        return new Published(Change.PUBLICATION, null, at, content);
    }

    static Published article(String slug) {
        return published(content(slug, "Headline of " + slug, "<p>Text of " + slug + "</p>"));
    }

    static Published correction(String slug) {
        return new Published(
                Change.CORRECTION, "A name was wrong.", MARCH, content(slug, "Corrected", "<p>Right.</p>"));
    }

    static Retracted retraction(String slug) {
        return new Retracted(slug, "It was not so.", MARCH);
    }

    static Redacted redaction(String slug, int removed) {
        return new Redacted(slug, "By order of the court.", removed, "sha256:0");
    }

    static RevisionRecord sealed(String id, int number, Event event) {
        return CODEC.seal(id, number, MARCH, null, event, null);
    }

    static ConsumerRecord<byte[], byte[]> message(String id, int number, Event event) {
        return message(sealed(id, number, event));
    }

    static ConsumerRecord<byte[], byte[]> message(RevisionRecord record) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                record.topic().topicName(),
                0,
                OFFSETS.getAndIncrement(),
                record.key().getBytes(UTF_8),
                record.value());
        record.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        return message;
    }

    /** Applies the records as one batch and shows it. */
    static void apply(DiskView view, List<ConsumerRecord<byte[], byte[]>> batch) throws IOException {
        for (ConsumerRecord<byte[], byte[]> message : batch) {
            view.projection().apply(message, view.projection().read(message));
        }
        view.projection().show();
    }

    static void apply(DiskView view, String id, int number, ArticleEvent event) throws IOException {
        apply(view, List.of(message(id, number, event)));
    }

    static void search(DiskView view) throws IOException {
        while (view.searchIndex().step()) {
            // until it has caught up
        }
    }
}
