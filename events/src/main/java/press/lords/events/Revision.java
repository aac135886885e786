package press.lords.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One revision of one thing, as it was committed, sent and is kept for as long as its topic says.
 *
 * @param id of the thing; chooses the partition
 * @param number counts from 1 without a gap
 * @param at when it was committed, in milliseconds
 * @param previous hash of the revision before, null for the first
 * @param hash {@code sha256:} and 64 hex digits over the RFC 8785 form of everything else in the record
 */
public record Revision<E extends Event>(
        String id, int number, Instant at, @Nullable String previous, String hash, E event) {

    /** The record's key in its topic; the value behind a key never changes. */
    public String key() {
        return key(id, number);
    }

    /** The same revision, of the type that its event was found to have. */
    public <F extends Event> Revision<F> with(F found) {
        return new Revision<>(id, number, at, previous, hash, found);
    }

    public static String key(String id, int number) {
        return id + "/" + number;
    }
}
