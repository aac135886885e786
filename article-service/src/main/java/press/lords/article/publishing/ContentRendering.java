package press.lords.article.publishing;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import press.lords.article.author.Authors;
import press.lords.article.category.Categories;
import press.lords.article.markdown.Markdown;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Content;

/** A draft as readers will see it: rendered, with the names that its authors and categories have now. */
@Component
class ContentRendering {

    private final Authors authors;
    private final Categories categories;
    private final Markdown markdown;

    ContentRendering(Authors authors, Categories categories, Markdown markdown) {
        this.authors = authors;
        this.categories = categories;
        this.markdown = markdown;
    }

    Content render(Draft draft) {
        Map<String, String> authorNames = authors.names(draft.authors());
        Map<String, String> categoryNames = categories.names(draft.categories());
        List<Byline> byline = draft.authors().stream()
                .map(slug -> new Byline(slug, authorNames.getOrDefault(slug, slug)))
                .toList();
        List<CategoryName> filedUnder = draft.categories().stream()
                .map(slug -> new CategoryName(slug, categoryNames.getOrDefault(slug, slug)))
                .toList();
        return new Content(
                draft.slug(),
                draft.kind(),
                draft.access(),
                draft.headline(),
                draft.standfirst(),
                draft.body(),
                markdown.render(draft.body()),
                byline,
                filedUnder);
    }
}
