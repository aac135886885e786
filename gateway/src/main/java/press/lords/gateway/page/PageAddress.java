package press.lords.gateway.page;

import java.time.YearMonth;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Which page is meant. Its parts are valid; whether there is such a page is another question. */
public sealed interface PageAddress {

    String ROOT = "/api/pages";

    /** Where the page is, without a query. */
    String path();

    /** The path with its variables unfilled: the name under which requests are counted. */
    String pattern();

    /** The current revision of an article. */
    record Article(String slug) implements PageAddress {
        static final String PATTERN = ROOT + "/articles/{slug}";

        @Override
        public String path() {
            return ROOT + "/articles/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** Revision {@code number} of an article. */
    record PastRevision(String slug, int number) implements PageAddress {
        static final String PATTERN = ROOT + "/articles/{slug}/revisions/{n}";

        @Override
        public String path() {
            return ROOT + "/articles/" + slug + "/revisions/" + number;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** A page with a list. */
    sealed interface OfList extends PageAddress {
        Paging paging();
    }

    /** The latest articles. */
    record Front(Paging paging) implements OfList {
        static final String PATTERN = ROOT + "/front";

        @Override
        public String path() {
            return PATTERN;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** A category with its descendants. */
    record InCategory(String slug, Paging paging) implements OfList {
        static final String PATTERN = ROOT + "/categories/{slug}";

        @Override
        public String path() {
            return ROOT + "/categories/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** An author's articles. */
    record ByAuthor(String slug, Paging paging) implements OfList {
        static final String PATTERN = ROOT + "/authors/{slug}";

        @Override
        public String path() {
            return ROOT + "/authors/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** What was first published in a month. */
    record Archive(YearMonth month, Paging paging) implements OfList {
        static final String PATTERN = ROOT + "/archive/{yyyy}/{mm}";

        @Override
        public String path() {
            return "%s/archive/%04d/%02d".formatted(ROOT, month.getYear(), month.getMonthValue());
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** What matches a reader's words. */
    record Search(String query, Paging paging) implements OfList {
        static final String PATTERN = "/api/search";

        @Override
        public String path() {
            return PATTERN;
        }

        @Override
        public String pattern() {
            return PATTERN;
        }
    }

    /** @param after cursor of the page before, null for the first */
    record Paging(@Nullable String after, int limit) {
        static final int DEFAULT_LIMIT = 20;
        static final int MAX_LIMIT = 100;
        public static final Paging FIRST = new Paging(null, DEFAULT_LIMIT);
    }

    /** The page at an exact path without a query, if the path is one of the plain ones that are asked for most. */
    static Optional<PageAddress> plain(String path) {
        if (!path.startsWith(ROOT + "/") || path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return Optional.empty();
        }
        String[] parts = path.substring(ROOT.length() + 1).split("/", -1);
        if (parts.length == 1 && parts[0].equals("front")) {
            return Optional.of(new Front(Paging.FIRST));
        }
        if (parts.length != 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "articles" -> Optional.of(new Article(parts[1]));
            case "categories" -> Optional.of(new InCategory(parts[1], Paging.FIRST));
            case "authors" -> Optional.of(new ByAuthor(parts[1], Paging.FIRST));
            default -> Optional.empty();
        };
    }
}
