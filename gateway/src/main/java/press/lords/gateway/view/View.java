package press.lords.gateway.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Position;
import press.lords.events.Revision;

/** What this gateway knows of the press. Everything here is local: no call leaves the process. */
public interface View {

    /** What stands at an article's address. */
    Lookup article(String slug);

    /** What stands at an article's address. */
    sealed interface Lookup {
        /** The highest revision: published, retracted or redacted. */
        record Found(Revision<? extends ArticleEvent> current) implements Lookup {}

        /** An address that the article had before. */
        record Moved(String slug) implements Lookup {}

        /** No article ever had it. */
        record Unknown() implements Lookup {}
    }

    /** Any revision of an article, also of a retracted one; a redacted one's marker is what {@link #redaction} finds. */
    Optional<Revision<? extends ArticleEvent>> revision(String articleId, int number);

    /** The later revision that says that this one was removed by law. */
    Optional<Revision<ArticleEvent.Redacted>> redaction(String articleId, int number);

    /** The public corrections of an article up to and including a revision, oldest first. */
    List<Revision<Published>> corrections(String articleId, int upTo);

    /** Articles that are published now, latest publication first. */
    Listing list(Selection selection, @Nullable String after, int limit) throws BadCursor;

    /** Articles that are published now and match, best first. */
    Hits search(String query, @Nullable String after, int limit) throws BadCursor;

    /** @param next opaque cursor, null at the end */
    record Listing(
            List<Revision<Published>> items, @Nullable String next) {}

    /** @param next opaque cursor, null at the end */
    record Hits(List<Hit> items, @Nullable String next) {}

    /** @param highlights HTML-escaped excerpts with the matches in {@code <mark>}: from the beginning, of a gated article from what anyone may read */
    record Hit(Revision<Published> article, double score, List<String> highlights) {}

    /** A cursor that this view didn't give out. */
    final class BadCursor extends Exception {
        public BadCursor() {
            super("not a cursor of this list");
        }
    }

    /** Everything around the articles, as one immutable snapshot. */
    Furniture furniture();

    /** Completes when the position is visible here; by then also in lists. */
    CompletableFuture<Void> await(Position position);

    /** Calls the listener after each change is visible. */
    void onChange(Consumer<Changed> listener);

    /** What may be different now. */
    sealed interface Changed {
        record Article(String id) implements Changed {}

        record Furniture() implements Changed {}

        /** The view was rebuilt. */
        record Everything() implements Changed {}
    }

    /** Whether the view follows the log now, and if not, since when it doesn't. */
    Following following();

    /** @param since the last moment at which the view was known to be complete */
    record Following(boolean live, Instant since) {}
}
