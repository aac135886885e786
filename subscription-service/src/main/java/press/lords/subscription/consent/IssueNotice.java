package press.lords.subscription.consent;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import press.lords.events.NoticeEvent;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;
import press.lords.subscription.StartRefused;
import press.lords.subscription.signup.Secrets;

/** Puts a wording of the privacy notice in force. Any number of instances may issue the same one; it becomes one revision. */
@Service
class IssueNotice {

    private static final Logger log = LoggerFactory.getLogger(IssueNotice.class);
    private static final int TRIES = 10;
    private static final int VERSIONS_REMEMBERED = 1_000;

    private final Journal notices;
    private final NoticeHeads heads;
    private final EventCodec codec;
    private final Clock clock;

    IssueNotice(Journal notices, NoticeHeads heads, EventCodec codec, Clock clock) {
        this.notices = notices;
        this.heads = heads;
        this.codec = codec;
        this.clock = clock;
    }

    /** The configured notice counts when it is another than at the last start; what the staff put in its place since then stays. */
    void issueConfigured(NoticeEvent.Issued wording) {
        heads.begin();
        String configured = Secrets.hash(wording.toString());
        if (!heads.isConfigured(configured)) {
            issue(wording);
            heads.rememberConfigured(configured);
        }
    }

    private void issue(NoticeEvent.Issued wording) {
        for (int tried = 0; tried < TRIES; tried++) {
            List<RevisionRecord> issued = notices.revisions(NoticeEvent.ID, Integer.MAX_VALUE, VERSIONS_REMEMBERED);
            if (isAmong(issued, wording) || isCommittedAfter(issued, wording)) {
                return;
            }
        }
        throw new IllegalStateException("the privacy notice changed under every one of " + TRIES + " tries");
    }

    /**
     * Each version is issued once. An instance of an older release, started again in the middle of an upgrade, finds its version further
     * back and leaves the newer one in force.
     */
    private boolean isAmong(List<RevisionRecord> issued, NoticeEvent.Issued wording) {
        Optional<NoticeEvent.Issued> before = issued.stream()
                .map(this::wordingOf)
                .filter(one -> one.version().equals(wording.version()))
                .findFirst();
        if (before.isPresent() && !before.get().equals(wording)) {
            throw new StartRefused(
                    "Version %s of the privacy notice was issued with another wording.".formatted(wording.version()),
                    "Readers agreed to the wording that was issued. Give the new one a new press.notice.version.");
        }
        return before.isPresent();
    }

    private boolean isCommittedAfter(List<RevisionRecord> issued, NoticeEvent.Issued wording) {
        int number = issued.isEmpty() ? 1 : issued.getFirst().number() + 1;
        String previous = issued.isEmpty() ? null : issued.getFirst().hash();
        return issueAs(number, previous, wording).isPresent();
    }

    /** Empty when another took the number. */
    Optional<Notice> issueAs(int number, @Nullable String previous, NoticeEvent.Issued wording) {
        RevisionRecord next =
                notices.seal(NoticeEvent.ID, number, clock.instant().truncatedTo(ChronoUnit.MILLIS), previous, wording);
        if (notices.commit(next, Filters.empty(), new BsonDocument()).isEmpty()) {
            return Optional.empty();
        }
        log.info("privacy notice version {} issued as revision {}", wording.version(), number);
        return Optional.of(new Notice(number, next.hash(), wording));
    }

    private NoticeEvent.Issued wordingOf(RevisionRecord record) {
        Revision<?> revision = codec.read(record);
        return switch ((NoticeEvent) revision.event()) {
            case NoticeEvent.Issued issued -> issued;
        };
    }
}
