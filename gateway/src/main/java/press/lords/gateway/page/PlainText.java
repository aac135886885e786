package press.lords.gateway.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The words of an element, to the character: blocks parted by blank lines, runs of plain white space as HTML shows them. jsoup's own
 * {@code text()} would drop soft hyphens and no-break spaces.
 */
final class PlainText implements NodeVisitor {

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\n\\r\\f]+");

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
        String shown = WHITE_SPACE.matcher(whole).replaceAll(" ");
        boolean atStart = block.isEmpty() || isPlain(block.charAt(block.length() - 1));
        block.append(shown, atStart && shown.startsWith(" ") ? 1 : 0, shown.length());
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
