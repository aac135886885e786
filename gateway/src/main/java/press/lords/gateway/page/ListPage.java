package press.lords.gateway.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.CategoryName;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Revision;
import press.lords.events.SiteEvent.Follow;
import press.lords.gateway.page.Frame.Newsletter;
import press.lords.gateway.page.Frame.Privacy;
import press.lords.gateway.page.Frame.SponsorLink;
import press.lords.gateway.page.Frame.Viewer;
import press.lords.gateway.view.View.Hit;

/** A page with a list of articles, version 1 of the contract. */
record ListPage(
        Masthead masthead,
        Listed list,
        List<Follow> follow,
        Newsletter newsletter,
        List<SponsorLink> sponsors,
        Privacy privacy,
        Viewer viewer,
        Sections sections,
        String about)
        implements PageRecord {

    static ListPage of(Frame frame, Listed list) {
        return new ListPage(
                frame.masthead(),
                list,
                frame.follow(),
                frame.newsletter(),
                frame.sponsors(),
                frame.privacy(),
                frame.viewer(),
                frame.sections(),
                frame.about());
    }

    /** @param next opaque cursor, null at the end */
    record Listed(String title, List<Item> items, @Nullable String next) {}

    /**
     * @param page where the article's page is
     * @param score only in a search
     * @param highlights only in a search: escaped excerpts with {@code <mark>}
     */
    record Item(
            String id,
            String slug,
            int revision,
            Kind kind,
            Access access,
            String headline,
            String standfirst,
            List<Byline> authors,
            List<CategoryName> categories,
            Instant publishedAt,
            String page,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double score,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> highlights) {

        static Item of(Revision<Published> article) {
            return of(article, null, null);
        }

        static Item of(Hit hit) {
            return of(hit.article(), hit.score(), hit.highlights());
        }

        private static Item of(Revision<Published> article, @Nullable Double score, @Nullable List<String> highlights) {
            Content content = article.event().content();
            return new Item(
                    article.id(),
                    content.slug(),
                    article.number(),
                    content.kind(),
                    content.access(),
                    content.headline(),
                    content.standfirst(),
                    content.authors(),
                    content.categories(),
                    article.event().publishedAt(),
                    new PageAddress.Article(Form.JSON, content.slug()).path(),
                    score,
                    highlights);
        }
    }
}
