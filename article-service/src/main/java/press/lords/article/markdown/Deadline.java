package press.lords.article.markdown;

import java.time.Duration;
import java.util.Set;

import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** Gives one rendering up when it takes too long. It parses nothing: it is asked where a block, a link, a code span or HTML may begin or end. */
final class Deadline implements BlockParserFactory, InlineContentParserFactory, InlineContentParser, LinkProcessor {

    private static final Set<Character> MEANINGFUL = Set.of('`', '<', '&', '\\');

    private final long giveUpAt;

    Deadline(Duration timeLimit) {
        this.giveUpAt = System.nanoTime() + timeLimit.toNanos();
    }

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        check();
        return BlockStart.none();
    }

    @Override
    public Set<Character> getTriggerCharacters() {
        return MEANINGFUL;
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        check();
        return ParsedInline.none();
    }

    @Override
    public @Nullable LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
        check();
        return LinkResult.none();
    }

    private void check() {
        if (System.nanoTime() - giveUpAt >= 0) {
            throw new MarkdownProblem.TooComplex();
        }
    }
}
