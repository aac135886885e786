package press.lords.subscription.rights;

import java.time.Instant;
import java.util.List;

/**
 * What an erasure did.
 *
 * @param receipt its number, to come back to it
 * @param erased by store, how many entries went
 * @param kept what stays, and why
 */
record Receipt(String receipt, Instant erasedAt, List<Erased> erased, List<Kept> kept) {

    record Erased(String store, long count) {}

    record Kept(String store, String why) {}
}
