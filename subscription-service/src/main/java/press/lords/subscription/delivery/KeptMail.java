package press.lords.subscription.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What is kept of a mail: that it was owed, and what became of it. */
public record KeptMail(
        String letter,
        String state,
        Instant owedAt,
        @Nullable Instant doneAt) {}
