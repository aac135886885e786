package press.lords.article.category;

/** Why a request about a category is refused. */
public abstract sealed class CategoryProblem extends RuntimeException {

    CategoryProblem() {
        super(null, null, false, false);
    }

    /** No category has this slug. */
    public static final class UnknownCategory extends CategoryProblem {}

    /** The parent that was asked for is not a category. */
    public static final class UnknownParent extends CategoryProblem {}

    /** Another category has the slug that was asked for. */
    public static final class SlugTaken extends CategoryProblem {}

    /** The slug of a category never changes: articles name it. */
    public static final class SlugFixed extends CategoryProblem {}

    /** The category would be below itself. */
    public static final class Cycle extends CategoryProblem {}

    /** The tree has as many categories as it can hold. */
    public static final class TreeFull extends CategoryProblem {}
}
