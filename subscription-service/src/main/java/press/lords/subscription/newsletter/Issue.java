package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;

/**
 * An issue of a newsletter in its current edition. An edition never changes; a newer revision or a retraction makes the next one.
 *
 * @param id says what it is: {@code every-story/<article>}, {@code special-reports/<article>}, {@code daily-digest/<date>} or
 *     {@code correction/<article>/<revision>}
 * @param newsletter null for a correction: that goes to each reader under the newsletter that brought the wrong revision
 * @param edition counts from 1; 0 when there was nothing to send
 * @param until when further mails are of no use
 * @param stories of this edition, at least one unless it is 0
 * @param note what is corrected, null when nothing is
 */
public record Issue(
        String id,
        @Nullable String newsletter,
        State state,
        int edition,
        Instant createdAt,
        Instant until,
        List<Story> stories,
        @Nullable String note) {

    /** How far it is. */
    public enum State {
        /** Those who are to get it are still being looked for; mails may go out already. */
        LISTING,
        /** Everyone who is to get it is in the ledger. */
        LISTED,
        /** Nothing is left to do. */
        FINISHED,
        /** Nothing is left that could be sent: its stories were retracted. */
        WITHDRAWN
    }

    /**
     * What a mail says of a story, whoever may read all of it.
     *
     * @param standfirst may be empty
     */
    public record Story(String article, int revision, String slug, Access access, String headline, String standfirst) {}

    /** Whether mails of it may go out. */
    public boolean isOpen() {
        return state == State.LISTING || state == State.LISTED;
    }
}
