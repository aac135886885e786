package press.lords.article.markdown;

import java.time.Duration;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders CommonMark to HTML: raw HTML is escaped, dangerous addresses are dropped, nesting and size are bounded. */
public final class Markdown {

    private static final int MAX_BLOCK_NESTING = 50;
    private static final int MAX_INLINE_NESTING = 50;

    private final int maxHtmlLength;
    private final Duration timeLimit;
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .build();

    Markdown(int maxHtmlLength, Duration timeLimit) {
        this.maxHtmlLength = maxHtmlLength;
        this.timeLimit = timeLimit;
    }

    public String render(String source) {
        BoundedText html = new BoundedText(maxHtmlLength);
        Deadline deadline = new Deadline(timeLimit);
        Parser parser = Parser.builder()
                .maxOpenBlockParsers(MAX_BLOCK_NESTING)
                .maxInlineNesting(MAX_INLINE_NESTING)
                .customBlockParserFactory(deadline)
                .customInlineContentParserFactory(deadline)
                .linkProcessor(deadline)
                .build();
        try {
            renderer.render(parser.parse(source), html);
        } catch (StackOverflowError e) {
            throw new MarkdownProblem.TooComplex();
        }
        return html.toString();
    }

    private static final class BoundedText implements Appendable {
        private final StringBuilder text = new StringBuilder();
        private final int maxLength;

        BoundedText(int maxLength) {
            this.maxLength = maxLength;
        }

        @Override
        public Appendable append(CharSequence part) {
            return append(part, 0, part.length());
        }

        @Override
        public Appendable append(CharSequence part, int start, int end) {
            if (text.length() + end - start > maxLength) {
                throw new MarkdownProblem.TooLarge();
            }
            text.append(part, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
