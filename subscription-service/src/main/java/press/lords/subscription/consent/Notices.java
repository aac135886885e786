package press.lords.subscription.consent;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Repository;
import press.lords.events.NoticeEvent;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

/** The privacy notices that were issued, read where they were: another instance may have issued the one in force. */
@Repository("issuedNotices")
class Notices {

    private static final int VERSIONS_REMEMBERED = 1_000;

    private final Journal notices;
    private final EventCodec codec;

    Notices(Journal notices, EventCodec codec) {
        this.notices = notices;
        this.codec = codec;
    }

    Notice inForce() {
        return newest(1).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no privacy notice is issued"));
    }

    Optional<Notice> withHash(String hash) {
        return newest(VERSIONS_REMEMBERED).stream()
                .filter(notice -> notice.hash().equals(hash))
                .findFirst();
    }

    private List<Notice> newest(int limit) {
        return notices.revisions(NoticeEvent.ID, Integer.MAX_VALUE, limit).stream()
                .map(this::read)
                .toList();
    }

    private Notice read(RevisionRecord record) {
        return switch ((NoticeEvent) codec.read(record).event()) {
            case NoticeEvent.Issued issued -> new Notice(record.number(), record.hash(), issued);
        };
    }
}
