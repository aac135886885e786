package press.lords.gateway.view;

import java.util.ArrayList;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * What anyone may read of a gated article: its opening, as plain paragraphs. At most two of them, 600 characters, and half of the text, so that
 * a short article isn't given away whole.
 */
public final class Preview {

    private static final int MAX_PARAGRAPHS = 2;
    private static final int MAX_CHARACTERS = 600;

    private Preview() {}

    /** The opening as HTML: nothing but {@code <p>} and text. */
    public static String html(String articleHtml) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : paragraphs(articleHtml)) {
            html.append("<p>").append(Entities.escape(paragraph)).append("</p>\n");
        }
        return html.toString();
    }

    /** The same opening as text. */
    public static String text(String articleHtml) {
        return String.join("\n\n", paragraphs(articleHtml));
    }

    private static List<String> paragraphs(String articleHtml) {
        Document article = Jsoup.parseBodyFragment(articleHtml);
        int room = Math.min(MAX_CHARACTERS, article.body().text().length() / 2);
        List<String> opening = new ArrayList<>();
        for (Element paragraph : article.select("p")) {
            String text = paragraph.text();
            if (text.isEmpty()) {
                continue;
            }
            if (text.length() > room) {
                opening.add(cut(text, room));
                return opening;
            }
            opening.add(text);
            room -= text.length();
            if (opening.size() == MAX_PARAGRAPHS) {
                return opening;
            }
        }
        return opening;
    }

    /** Ends with a whole word. */
    private static String cut(String text, int room) {
        return text.substring(0, Math.max(0, text.lastIndexOf(' ', room))) + "…";
    }
}
