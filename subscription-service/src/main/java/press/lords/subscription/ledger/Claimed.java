package press.lords.subscription.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A row that this instance has taken. Its mail may be sent once it is begun, and until its lease ends.
 *
 * @param mailbox that the row names by keyed hash: where the last attempt went, or where the reader read when they were listed
 * @param attempt counts from 1
 * @param maybe earlier attempts after which nobody could say whether the mail had gone out
 * @param claim names this attempt: what comes of it is written down only while it holds
 */
public record Claimed(
        String row,
        String subscriber,
        String newsletter,
        @Nullable String mailbox,
        int attempt,
        int maybe,
        String claim) {}
