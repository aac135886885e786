package press.lords.subscription.delivery;

import java.time.Instant;

import org.bson.types.Binary;

/**
 * A mail that this instance may send until its lease ends.
 *
 * @param attempt counts from 1
 * @param maybe earlier attempts after which nobody could say whether the mail had gone out
 */
record ClaimedMail(
        String id,
        String subscriber,
        Letter letter,
        Instant until,
        Binary sealed,
        int attempt,
        int maybe,
        String lease) {}
