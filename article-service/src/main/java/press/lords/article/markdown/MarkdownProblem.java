package press.lords.article.markdown;

/** Why a text can't be shown to readers. */
public abstract sealed class MarkdownProblem extends RuntimeException {

    MarkdownProblem() {
        super(null, null, false, false);
    }

    /** Its HTML would be larger than the configured limit. */
    public static final class TooLarge extends MarkdownProblem {}

    /** Nested deeper, or slower to render, than any text for people is. */
    public static final class TooComplex extends MarkdownProblem {}
}
