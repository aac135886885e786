package press.lords.subscription.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a reader's mail of an issue.
 *
 * @param attempts that were begun
 * @param maybe attempts after which nobody could say whether the mail had gone out
 */
public record KeptIssueMail(
        String issue,
        String newsletter,
        String state,
        int attempts,
        int maybe,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant doneAt) {}
