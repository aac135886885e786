package press.lords.gateway.page;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import press.lords.gateway.page.Story.Body;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What of an article's HTML a browser may see: words, their structure, links. Sanitised when a page is built, not when it was published, so a
 * better policy reaches old revisions too.
 */
final class SafeHtml {

    // Only so that relative links can be told from those with a forbidden scheme; they stay relative.
    private static final String BASE = "https://lords.press/";

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code")
            .addTags("ul", "ol", "li", "em", "strong", "a")
            .addAttributes("ol", "start")
            .addAttributes("a", "href", "title")
            .addProtocols("a", "href", "http", "https", "mailto")
            .addEnforcedAttribute("a", "rel", "noopener")
            .preserveRelativeLinks(true);

    private static final Cleaner CLEANER = new Cleaner(ALLOWED);

    private SafeHtml() {}

    static Body body(String html) {
        Document clean = CLEANER.clean(Jsoup.parseBodyFragment(html, BASE));
        clean.outputSettings(new OutputSettings().prettyPrint(false).escapeMode(EscapeMode.xhtml));
        return Body.of(writable(clean.body().html()), writable(PlainText.of(clean.body())));
    }

    /** Half a character, which HTML can name by a number, has no bytes: it is shown as browsers show it. */
    private static String writable(String words) {
        return UTF_8.newEncoder().canEncode(words) ? words : words.replaceAll("\\p{Cs}", "\uFFFD");
    }
}
