package press.lords.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What readers can see happen to an article. */
public sealed interface ArticleEvent extends Event {

    /** The address that the article has from this revision on; earlier ones redirect to it. */
    String slug();

    /**
     * The article as readers see it from this revision on.
     *
     * @param note public; a correction always has one
     * @param publishedAt when the article was first published
     * @param notifyReaders true when those who were mailed an earlier revision are to be told, and otherwise left out
     */
    record Published(
            Change change,
            @Nullable String note,
            Instant publishedAt,
            Content content,
            @Nullable Boolean notifyReaders) implements ArticleEvent {

        /** One that nobody is mailed about. */
        public Published(Change change, @Nullable String note, Instant publishedAt, Content content) {
            this(change, note, publishedAt, content, null);
        }

        @Override
        public String slug() {
            return content.slug();
        }
    }

    /** Taken back: a marker with a public reason stays in its place, earlier revisions stay readable. */
    record Retracted(String slug, String reason, Instant publishedAt) implements ArticleEvent {}

    /** Revision {@code removed} went because the law ordered it; its hash stays as a marker. */
    record Redacted(String slug, String reason, int removed, String removedHash) implements ArticleEvent {}

    /** Why a revision was published. */
    enum Change {
        PUBLICATION,
        UPDATE,
        CORRECTION,
        REPUBLICATION
    }

    /** What sort of story it is. */
    enum Kind {
        NEWS,
        SPECIAL_REPORT,
        NOTICE
    }

    /** Who may read all of it. */
    enum Access {
        EVERYONE,
        SUBSCRIBERS
    }

    /**
     * What was published, to the character.
     *
     * @param standfirst may be empty
     * @param source CommonMark
     * @param html rendered from the source with raw HTML escaped; sanitised again wherever it is shown
     */
    record Content(
            String slug,
            Kind kind,
            Access access,
            String headline,
            String standfirst,
            String source,
            String html,
            List<Byline> authors,
            List<CategoryName> categories) {}

    /** An author's name as published; the biography is joined live. */
    record Byline(String slug, String name) {}

    /** A category's name as published. */
    record CategoryName(String slug, String name) {}
}
