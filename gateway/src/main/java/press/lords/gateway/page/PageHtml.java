package press.lords.gateway.page;

import java.net.URLEncoder;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Revision;
import press.lords.gateway.html.Stylesheet;
import press.lords.gateway.html.Templates;
import press.lords.gateway.page.HtmlPage.Head;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How pages are written for browsers: the same records as {@link PageJson} writes, shown by templates. */
@Component
public class PageHtml {

    private static final int DESCRIPTION_LENGTH = 160;

    private final Templates templates;
    private final Stylesheet stylesheet;
    private final Frames frames;

    PageHtml(Templates templates, Stylesheet stylesheet, Frames frames) {
        this.templates = templates;
        this.stylesheet = stylesheet;
        this.frames = frames;
    }

    /** @param next where a list goes on */
    byte[] write(PageAddress address, PageRecord content, Frame frame, @Nullable String next) {
        return switch (content) {
            case ArticlePage page -> article(address, page, frame);
            case ListPage page -> list((PageAddress.OfList) address, page, frame, next);
        };
    }

    /** The page that says why there is no page: of what is public in the problem, and in a frame as any other page. */
    public byte[] problem(String title, Object problem) {
        Frame frame = frames.current();
        Head head = new Head(titleOf(title, frame), "", null, null, false, stylesheet.path());
        return templates.render("problem", new HtmlPage(head, Navigation.of(frame, ""), "", frame, problem));
    }

    private byte[] article(PageAddress address, ArticlePage page, Frame frame) {
        Story story = page.article();
        String slug = address instanceof PageAddress.PastRevision past ? past.slug() : story.slug();
        String current = new PageAddress.Article(Form.HTML, slug).path();
        boolean retracted = story.state() == Story.State.RETRACTED;
        Head head = new Head(
                titleOf(story.headline(), frame),
                description(story),
                retracted ? address.path() : current,
                address.path(Form.JSON),
                !retracted,
                stylesheet.path());
        // The headline is the page's one heading of the first rank.
        String body = story.body().html().getValue().replace("<h1>", "<h2>").replace("</h1>", "</h2>");
        HtmlPage.OfArticle own = new HtmlPage.OfArticle(slug, body);
        return templates.render("article", new HtmlPage(head, Navigation.of(frame, address.path()), "", page, own));
    }

    private byte[] list(PageAddress.OfList address, ListPage page, Frame frame, @Nullable String next) {
        boolean front = address instanceof PageAddress.Front;
        String words = address instanceof PageAddress.Search search ? search.query() : "";
        boolean first = address.paging().after() == null;
        String query = words.isEmpty() ? "" : "?q=" + URLEncoder.encode(words, UTF_8);
        Head head = new Head(
                front ? frame.masthead().publication() : titleOf(page.list().title(), frame),
                front ? shortened(frame.about()) : "",
                first && words.isEmpty() ? address.path() : null,
                address.path(Form.JSON) + query,
                first && words.isEmpty(),
                stylesheet.path());
        HtmlPage.OfList own = new HtmlPage.OfList(
                front,
                biography(address, frame),
                Navigation.beside(address, frame),
                first ? null : address.path() + query,
                next);
        return templates.render("list", new HtmlPage(head, Navigation.of(frame, address.path()), words, page, own));
    }

    private static String biography(PageAddress address, Frame frame) {
        Revision<Profiled> profile = address instanceof PageAddress.ByAuthor author
                ? frame.furniture().authors().get(author.slug())
                : null;
        return profile == null ? "" : profile.event().biography();
    }

    private static String titleOf(String what, Frame frame) {
        return what + " – " + frame.masthead().publication();
    }

    private static String description(Story story) {
        return story.standfirst().isEmpty() ? shortened(story.body().text().getValue()) : story.standfirst();
    }

    private static String shortened(String text) {
        List<String> lines = text.lines().toList();
        String start = lines.isEmpty() ? "" : lines.getFirst();
        if (start.length() <= DESCRIPTION_LENGTH) {
            return start;
        }
        int end = start.lastIndexOf(' ', DESCRIPTION_LENGTH);
        return start.substring(0, end > 0 ? end : DESCRIPTION_LENGTH) + "…";
    }
}
