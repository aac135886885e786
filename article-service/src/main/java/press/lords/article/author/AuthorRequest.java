package press.lords.article.author;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;

/** What editors send of an author. */
record AuthorRequest(
        @Nullable String name,
        @Nullable String biography,
        @Nullable String slug,
        @Nullable String identity) {

    private static final int MAX_NAME = 200;
    private static final int MAX_BIOGRAPHY = 10_000;
    private static final int MAX_IDENTITY = 500;

    Profile checked() {
        Fields fields = new Fields();
        Profile profile = new Profile(
                fields.line("name", name, MAX_NAME),
                fields.text("biography", biography, MAX_BIOGRAPHY),
                slug == null ? null : fields.slug("slug", slug),
                identity == null ? null : fields.line("identity", identity, MAX_IDENTITY));
        fields.check();
        return profile;
    }

    /** An identity has no business in a log line. */
    @Override
    public String toString() {
        return "AuthorRequest[slug=" + slug + "]";
    }

    record Profile(
            String name,
            String biography,
            @Nullable String slug,
            @Nullable String identity) {
        @Override
        public String toString() {
            return "Profile[slug=" + slug + "]";
        }
    }
}
