package press.lords.article.publishing;

import java.time.Instant;

/** Where an article stands with its readers. */
sealed interface Standing {

    /** No reader has ever seen it. */
    record Unpublished() implements Standing {}

    /**
     * Readers see it.
     *
     * @param publishedAt when it was first published
     * @param slug its address
     * @param draftDigest of the draft that they see
     */
    record Published(Instant publishedAt, String slug, String draftDigest) implements Standing {}

    /** Readers see a marker in its place. */
    record Retracted(Instant publishedAt, String slug) implements Standing {}
}
