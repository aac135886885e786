package press.lords.article.publishing;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When an article is to be published.
 *
 * @param by who asked for it
 * @param failure why it could not be, null while it is waiting; a failed one waits for an editor
 */
record Schedule(Instant at, String by, @Nullable String failure) {

    boolean isWaiting() {
        return failure == null;
    }

    boolean isDue(Instant now) {
        return isWaiting() && !at.isAfter(now);
    }
}
