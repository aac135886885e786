package press.lords.article.author;

/** Why a request about an author is refused. */
public abstract sealed class AuthorProblem extends RuntimeException {

    AuthorProblem() {
        super(null, null, false, false);
    }

    /** No author has this slug. */
    public static final class UnknownAuthor extends AuthorProblem {}

    /** Another author has the slug that was asked for. */
    public static final class SlugTaken extends AuthorProblem {}

    /** The slug of an author never changes: articles name it. */
    public static final class SlugFixed extends AuthorProblem {}
}
