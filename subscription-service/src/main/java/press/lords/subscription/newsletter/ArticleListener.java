package press.lords.subscription.newsletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.UnreadableRecord;

/** Hears what happens to articles. The instances share the partitions; each record may come again, late or twice. */
@Component
class ArticleListener {

    private final EventCodec codec;
    private final FollowStories followStories;
    private final ListingWorker worker;

    ArticleListener(EventCodec codec, FollowStories followStories, ListingWorker worker) {
        this.codec = codec;
        this.followStories = followStories;
        this.worker = worker;
    }

    @KafkaListener(topics = "articles", groupId = "subscription-service.newsletter")
    void on(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
        // A tombstone says nothing: that the revision was removed, and why, was said before.
        if (message.value() != null) {
            Revision<?> revision = codec.outline(message);
            if (revision.event() instanceof ArticleEvent event) {
                on(revision, event);
                worker.wake();
            }
        }
    }

    private void on(Revision<?> revision, ArticleEvent event) {
        switch (event) {
            case Published published -> followStories.published(revision.with(published));
            case Retracted retracted -> followStories.retracted(revision.with(retracted));
            case Redacted redacted -> followStories.redacted(revision.with(redacted));
        }
    }
}
