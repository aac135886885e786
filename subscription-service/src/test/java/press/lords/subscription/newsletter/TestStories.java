package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Partitions;
import press.lords.events.kafka.RevisionRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What happens to articles in tests of newsletters. */
final class TestStories {

    private TestStories() {}

    static Revision<Published> published(String article, int number, Instant at) {
        return published(article, number, at, at, Kind.NEWS, null);
    }

    static Revision<Published> corrected(String article, int number, Instant first, Instant at) {
        return published(article, number, first, at, Kind.NEWS, true);
    }

    static Revision<Published> published(
            String article, int number, Instant first, Instant at, Kind kind, @Nullable Boolean notifyReaders) {
        Content content = new Content(
                "slug-of-" + article,
                kind,
                Access.EVERYONE,
                "Headline " + number + " of " + article,
                "Standfirst " + number,
                "",
                "",
                List.of(),
                List.of());
        Change change = number == 1 ? Change.PUBLICATION : Change.CORRECTION;
        return revision(article, number, at, new Published(change, "A note.", first, content, notifyReaders));
    }

    static Revision<Retracted> retracted(String article, int number, Instant at) {
        return revision(article, number, at, new Retracted("slug-of-" + article, "Not so.", at));
    }

    static Revision<Redacted> redacted(String article, int number, int removed, Instant at) {
        return revision(article, number, at, new Redacted("slug-of-" + article, "By order.", removed, "sha256:0"));
    }

    private static <E extends ArticleEvent> Revision<E> revision(String article, int number, Instant at, E event) {
        return new Revision<>(article, number, at, null, "sha256:" + number, event);
    }

    /** The record that article-service would send. */
    static ProducerRecord<byte[], byte[]> sent(Revision<? extends ArticleEvent> revision) {
        RevisionRecord sealed =
                new EventCodec().seal(revision.id(), revision.number(), revision.at(), null, revision.event(), null);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.ARTICLES.topicName(),
                Partitions.of(Topic.ARTICLES, revision.id()),
                sealed.key().getBytes(UTF_8),
                sealed.value());
        sealed.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
