package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import press.lords.subscription.newsletter.Issue.State;

/**
 * What is written of an issue besides its contents.
 *
 * @param listed how many readers it was listed for, null while it is being listed
 */
record IssueHead(
        String id,
        @Nullable String newsletter,
        State state,
        int edition,
        Instant createdAt,
        Instant until,
        @Nullable String note,
        @Nullable Long listed) {

    @SuppressWarnings("NullAway") // every document here has these fields, but for the last
    static IssueHead read(Document head) {
        return new IssueHead(
                head.getString("_id"),
                head.getString("newsletter"),
                State.valueOf(head.getString("state")),
                head.getInteger("edition"),
                head.getDate("createdAt").toInstant(),
                head.getDate("until").toInstant(),
                head.getString("note"),
                Optional.ofNullable(head.get("listed", Number.class))
                        .map(Number::longValue)
                        .orElse(null));
    }
}
