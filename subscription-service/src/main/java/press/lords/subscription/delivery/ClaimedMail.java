package press.lords.subscription.delivery;

import java.time.Instant;

import org.bson.types.Binary;

/**
 * A mail that this instance may send until its lease ends.
 *
 * @param attempt counts from 1
 */
record ClaimedMail(
        String id, String subscriber, Letter letter, Instant until, Binary sealed, int attempt, String lease) {}
