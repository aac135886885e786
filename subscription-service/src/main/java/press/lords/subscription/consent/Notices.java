package press.lords.subscription.consent;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Repository;
import press.lords.events.NoticeEvent;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

/** The privacy notices that were issued, read where they were: another instance may have issued the one in force. */
@Repository("issuedNotices")
class Notices {

    private static final int VERSIONS_REMEMBERED = 1_000;
    private static final int NOTICES_KEPT = 100;

    private final Journal notices;
    private final EventCodec codec;
    /** A notice never changes, and anyone may ask for one. */
    private final Cache<String, Notice> byHash =
            Caffeine.newBuilder().maximumSize(NOTICES_KEPT).build();

    Notices(Journal notices, EventCodec codec) {
        this.notices = notices;
        this.codec = codec;
    }

    Notice inForce() {
        return newest(1, this::read).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no privacy notice is issued"));
    }

    Optional<Notice> withHash(String hash) {
        Optional<Notice> kept = Optional.ofNullable(byHash.getIfPresent(hash));
        return kept.isPresent() ? kept : found(hash);
    }

    private Optional<Notice> found(String hash) {
        Optional<Notice> found = newest(
                        VERSIONS_REMEMBERED,
                        record -> record.hash().equals(hash) ? Optional.of(read(record)) : Optional.<Notice>empty())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
        found.ifPresent(notice -> byHash.put(hash, notice));
        return found;
    }

    private <T> List<T> newest(int limit, Function<RevisionRecord, T> view) {
        return notices.revisions(NoticeEvent.ID, Integer.MAX_VALUE, limit, view);
    }

    private Notice read(RevisionRecord record) {
        return switch ((NoticeEvent) codec.read(record).event()) {
            case NoticeEvent.Issued issued -> new Notice(record.number(), record.hash(), issued);
        };
    }
}
