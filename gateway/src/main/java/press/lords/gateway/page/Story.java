package press.lords.gateway.page;

import java.time.Instant;
import java.util.List;

import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Kind;
import tools.jackson.core.io.SerializedString;

/**
 * The article of a page.
 *
 * @param complete false when the reader gets only a preview of the body
 * @param updatedAt when this revision was committed
 */
record Story(
        String id,
        String slug,
        int revision,
        State state,
        Kind kind,
        Access access,
        boolean complete,
        String headline,
        String standfirst,
        Body body,
        List<Author> authors,
        List<CategoryName> categories,
        Instant publishedAt,
        Instant updatedAt,
        String hash,
        List<Correction> corrections) {

    /** What became of this revision. */
    enum State {
        PUBLISHED,
        /** A later revision stands in its place. */
        SUPERSEDED,
        /** The whole article was taken back; this revision is shown as history. */
        RETRACTED
    }

    /**
     * Kept from page to page, so it also keeps how it is written as JSON, a third of what a page costs otherwise.
     *
     * @param text the same words without markup, paragraphs parted by blank lines
     */
    record Body(SerializedString html, SerializedString text) {

        static Body of(String html, String text) {
            return new Body(new SerializedString(html), new SerializedString(text));
        }

        int weight() {
            return weight(html) + weight(text);
        }

        private static int weight(SerializedString words) {
            return 2 * words.charLength() + words.asQuotedUTF8().length;
        }
    }

    /** A name as published with a biography as it is now. */
    record Author(String slug, String name, String biography) {}

    /** A public correction. */
    record Correction(Instant at, String note, int revision) {}
}
