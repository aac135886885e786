package press.lords.subscription.staff;

import java.time.Instant;

/**
 * An invitation that nobody has followed to its end.
 *
 * @param hash of its token, which is in the mail alone
 * @param mailbox keyed hash of the address that the mail went to: an account that has another one since isn't who was invited
 */
record Invitation(String hash, String mailbox, Instant until) {}
