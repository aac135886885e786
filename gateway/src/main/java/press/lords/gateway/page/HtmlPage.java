package press.lords.gateway.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a template is given.
 *
 * @param words that were searched for, empty elsewhere
 * @param page the frame, or the record that is also written as JSON
 * @param own what this sort of page has beside
 */
record HtmlPage(Head head, List<Link> navigation, String words, Object page, Object own) {

    /**
     * What a browser or a crawler is told of the page.
     *
     * @param canonical where it is best linked, null when it shouldn't be
     * @param alternate where it is as data
     * @param indexed whether crawlers may show it
     */
    record Head(
            String title,
            String description,
            @Nullable String canonical,
            @Nullable String alternate,
            boolean indexed,
            String stylesheet) {}

    /** @param current whether it leads to this very page */
    record Link(String name, String href, boolean current) {}

    /**
     * @param slug under which the article is now, whatever it was in this revision
     * @param body the sanitised HTML
     */
    record OfArticle(String slug, String body) {}

    /**
     * @param front whether this is the front page
     * @param intro of an author
     * @param related lists beside this one
     * @param first where the list begins, when this isn't there
     * @param older where the list goes on
     */
    record OfList(
            boolean front,
            String intro,
            List<Link> related,
            @Nullable String first,
            @Nullable String older) {}
}
