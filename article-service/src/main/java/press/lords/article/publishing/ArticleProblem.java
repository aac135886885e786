package press.lords.article.publishing;

/** Why a request about an article is refused. */
public abstract sealed class ArticleProblem extends RuntimeException {

    ArticleProblem() {
        super(null, null, false, false);
    }

    /** No article has this id. */
    public static final class UnknownArticle extends ArticleProblem {}

    /** Another article has, or once had, the slug that was asked for. */
    public static final class SlugTaken extends ArticleProblem {}

    /** The article already had as many addresses as one can have. */
    public static final class TooManySlugs extends ArticleProblem {}

    /** Readers don't see it, so there is nothing to retract. */
    public static final class NotPublished extends ArticleProblem {}

    /** Readers don't see it, so there is nothing to correct. */
    public static final class NothingToCorrect extends ArticleProblem {}
}
