package press.lords.gateway.page;

import java.time.YearMonth;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Which page is meant, and in which form. Its parts are valid; whether there is such a page is another question. */
public sealed interface PageAddress {

    Form form();

    /** Where the page is, without a query. */
    default String path() {
        return path(form());
    }

    /** The path with its variables unfilled: the name under which requests are counted. */
    String pattern();

    /** Where the same page is in another form. */
    String path(Form other);

    /** Where pages of one sort are: written out, for they are named with every request. */
    record Pattern(String json, String html) {
        private static Pattern of(String path) {
            return new Pattern(Form.JSON.root() + path, Form.HTML.root() + path);
        }

        String in(Form form) {
            return form == Form.JSON ? json : html;
        }
    }

    /** The current revision of an article. */
    record Article(Form form, String slug) implements PageAddress {
        static final Pattern PATTERN = Pattern.of("/articles/{slug}");

        @Override
        public String path(Form form) {
            return form.root() + "/articles/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** Revision {@code number} of an article. */
    record PastRevision(Form form, String slug, int number) implements PageAddress {
        static final Pattern PATTERN = Pattern.of("/articles/{slug}/revisions/{n}");

        @Override
        public String path(Form form) {
            return form.root() + "/articles/" + slug + "/revisions/" + number;
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** A page with a list. */
    sealed interface OfList extends PageAddress {
        Paging paging();
    }

    /** The latest articles. */
    record Front(Form form, Paging paging) implements OfList {
        static final Pattern PATTERN = new Pattern("/api/pages/front", "/");

        @Override
        public String path(Form form) {
            return PATTERN.in(form);
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** A category with its descendants. */
    record InCategory(Form form, String slug, Paging paging) implements OfList {
        static final Pattern PATTERN = Pattern.of("/categories/{slug}");

        @Override
        public String path(Form form) {
            return form.root() + "/categories/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** An author's articles. */
    record ByAuthor(Form form, String slug, Paging paging) implements OfList {
        static final Pattern PATTERN = Pattern.of("/authors/{slug}");

        @Override
        public String path(Form form) {
            return form.root() + "/authors/" + slug;
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** What was first published in a month. */
    record Archive(Form form, YearMonth month, Paging paging) implements OfList {
        static final Pattern PATTERN = Pattern.of("/archive/{yyyy}/{mm}");

        @Override
        public String path(Form form) {
            return "%s/archive/%04d/%02d".formatted(form.root(), month.getYear(), month.getMonthValue());
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
        }
    }

    /** What matches a reader's words. */
    record Search(Form form, String query, Paging paging) implements OfList {
        static final Pattern PATTERN = new Pattern("/api/search", "/search");

        @Override
        public String path(Form form) {
            return PATTERN.in(form);
        }

        @Override
        public String pattern() {
            return PATTERN.in(form);
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
        Form form = path.startsWith(Form.JSON.root() + "/") ? Form.JSON : Form.HTML;
        if (path.equals(Front.PATTERN.in(form))) {
            return Optional.of(new Front(form, Paging.FIRST));
        }
        if (!path.startsWith("/") || path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return Optional.empty();
        }
        String[] parts = path.substring(form.root().length() + 1).split("/", -1);
        if (parts.length != 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "articles" -> Optional.of(new Article(form, parts[1]));
            case "categories" -> Optional.of(new InCategory(form, parts[1], Paging.FIRST));
            case "authors" -> Optional.of(new ByAuthor(form, parts[1], Paging.FIRST));
            default -> Optional.empty();
        };
    }
}
