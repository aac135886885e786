package press.lords.article.category;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;

/** What editors send of a category; without a parent it is at the top. */
record CategoryRequest(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String parent) {

    private static final int MAX_NAME = 200;

    Arrangement checked() {
        Fields fields = new Fields();
        Arrangement arrangement = new Arrangement(
                fields.line("name", name, MAX_NAME),
                slug == null ? null : fields.slug("slug", slug),
                parent == null ? null : fields.slug("parent", parent));
        fields.check();
        return arrangement;
    }

    record Arrangement(
            String name, @Nullable String slug, @Nullable String parent) {}
}
