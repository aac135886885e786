package press.lords.gateway.view;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is told about an article index's documents in the same commit.
 *
 * @param incarnation another one after each rebuild
 * @param sequence of the last head written
 * @param completeAt when the view was last known to lack nothing
 */
record IndexState(Progress progress, String incarnation, long sequence, Instant completeAt) {

    private static final String INCARNATION = "incarnation";
    private static final String SEQUENCE = "sequence";
    private static final String COMPLETE_AT = "completeAt";

    static IndexState of(Map<String, String> data) {
        return new IndexState(
                Progress.of(data),
                data.getOrDefault(INCARNATION, UUID.randomUUID().toString()),
                Long.parseLong(data.getOrDefault(SEQUENCE, "0")),
                Instant.parse(data.getOrDefault(COMPLETE_AT, Instant.EPOCH.toString())));
    }

    Map<String, String> toCommitData() {
        Map<String, String> data = progress.toCommitData();
        data.put(INCARNATION, incarnation);
        data.put(SEQUENCE, Long.toString(sequence));
        data.put(COMPLETE_AT, completeAt.toString());
        return data;
    }

    IndexState at(Progress progress) {
        return new IndexState(progress, incarnation, sequence, completeAt);
    }

    IndexState withOneMoreHead() {
        return new IndexState(progress, incarnation, sequence + 1, completeAt);
    }

    IndexState complete(Instant at) {
        return new IndexState(progress, incarnation, sequence, at);
    }

    /** The same documents, but those who follow them must not rely on what they saw after the last commit. */
    IndexState reincarnated() {
        return new IndexState(progress, UUID.randomUUID().toString(), sequence, completeAt);
    }

    boolean wasEverComplete() {
        return completeAt.isAfter(Instant.EPOCH);
    }
}
