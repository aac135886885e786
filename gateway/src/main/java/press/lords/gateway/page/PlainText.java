package press.lords.gateway.page;

import java.util.ArrayList;
import java.util.List;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The words of an element, to the character: blocks parted by blank lines, runs of plain white space as HTML shows them. jsoup's own
 * {@code text()} would drop soft hyphens and no-break spaces.
 */
final class PlainText implements NodeVisitor {

    private final List<String> blocks = new ArrayList<>();
    private final StringBuilder block = new StringBuilder();

    private PlainText() {}

    static String of(Element element) {
        PlainText text = new PlainText();
        element.traverse(text);
        text.endBlock();
        return String.join("\n\n", text.blocks);
    }

    @Override
    public void head(Node node, int depth) {
        switch (node) {
            case TextNode words -> append(words);
            case Element element when element.nameIs("br") -> breakLine();
            case Element element when element.isBlock() -> endBlock();
            default -> {}
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && element.isBlock() && !element.nameIs("br")) {
            endBlock();
        }
    }

    private void append(TextNode words) {
        String whole = words.getWholeText();
        if (isPreformatted(words)) {
            block.append(whole);
            return;
        }
        boolean afterSpace = block.isEmpty() || isPlain(block.charAt(block.length() - 1));
        int from = 0;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            boolean space = isWhiteSpace(c);
            // Most words are parted by one space: they are taken as they stand, many at once.
            if (space && (afterSpace || c != ' ')) {
                block.append(whole, from, i).append(afterSpace ? "" : " ");
                from = i + 1;
            }
            afterSpace = space;
        }
        block.append(whole, from, whole.length());
    }

    /** What HTML means by it: there are other spaces that are meant as they are. */
    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private void breakLine() {
        if (!block.isEmpty() && block.charAt(block.length() - 1) == ' ') {
            block.setLength(block.length() - 1);
        }
        block.append('\n');
    }

    private static boolean isPreformatted(TextNode words) {
        Element parent = words.parent();
        return parent != null && parent.closest("pre") != null;
    }

    private void endBlock() {
        String stripped = stripPlain(block.toString());
        block.setLength(0);
        if (!stripped.isEmpty()) {
            blocks.add(stripped);
        }
    }

    /** Not {@code strip()}: that takes other spaces off too. */
    private static String stripPlain(String words) {
        int start = 0;
        int end = words.length();
        while (start < end && isPlain(words.charAt(start))) {
            start++;
        }
        while (end > start && isPlain(words.charAt(end - 1))) {
            end--;
        }
        return words.substring(start, end);
    }

    private static boolean isPlain(char c) {
        return c == ' ' || c == '\n';
    }
}
