package press.lords.article.publishing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import press.lords.article.author.Authors;
import press.lords.article.category.Categories;
import press.lords.article.markdown.Markdown;
import press.lords.article.request.Fields;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

/** What an article must be before it is kept as a draft: within its limits, by authors and in categories that exist, and fit to be shown. */
@Component
class DraftCheck {

    private final DraftLimits limits;
    private final Authors authors;
    private final Categories categories;
    private final Markdown markdown;

    DraftCheck(DraftLimits limits, Authors authors, Categories categories, Markdown markdown) {
        this.limits = limits;
        this.authors = authors;
        this.categories = categories;
        this.markdown = markdown;
    }

    /** The draft that a request asks for; {@code unslugged} is the slug when it asks for none. */
    Draft checked(ArticleRequest request, String unslugged) {
        Fields fields = new Fields();
        List<String> byline = fields.slugs("authors", request.authors(), limits.authors());
        List<String> filedUnder = fields.slugs("categories", request.categories(), limits.categories());
        Draft draft = new Draft(
                fields.line("headline", request.headline(), limits.headline()),
                fields.optionalLine("standfirst", request.standfirst(), limits.standfirst()),
                fields.text("body", request.body(), limits.body()),
                request.kind() == null ? Kind.NEWS : request.kind(),
                request.access() == null ? Access.EVERYONE : request.access(),
                byline,
                filedUnder,
                request.slug() == null ? unslugged : fields.slug("slug", request.slug()));
        fields.check();
        requireKnown(fields, "authors", byline, authors.names(byline));
        requireKnown(fields, "categories", filedUnder, categories.names(filedUnder));
        fields.check();
        markdown.render(draft.body());
        return draft;
    }

    /** The draft that a change asks for: what it leaves out stays. */
    Draft checked(ArticleRequest change, Draft current) {
        return checked(
                new ArticleRequest(
                        change.headline() == null ? current.headline() : change.headline(),
                        change.standfirst() == null ? current.standfirst() : change.standfirst(),
                        change.body() == null ? current.body() : change.body(),
                        change.kind() == null ? current.kind() : change.kind(),
                        change.access() == null ? current.access() : change.access(),
                        change.authors() == null ? List.copyOf(current.authors()) : change.authors(),
                        change.categories() == null ? List.copyOf(current.categories()) : change.categories(),
                        change.slug()),
                current.slug());
    }

    private static void requireKnown(Fields fields, String field, List<String> slugs, Map<String, String> known) {
        Set<String> unknown = new HashSet<>(slugs);
        unknown.removeAll(known.keySet());
        for (int i = 0; i < slugs.size(); i++) {
            if (unknown.contains(slugs.get(i))) {
                fields.refuse(field + "[" + i + "]", "is not known");
            }
        }
    }
}
