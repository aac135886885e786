package press.lords.article.archive;

/** Why the archive can't answer. */
public abstract sealed class ArchiveProblem extends RuntimeException {

    ArchiveProblem() {
        super(null, null, false, false);
    }

    /** No article of this id, or none with this revision. */
    public static final class UnknownRevision extends ArchiveProblem {}

    /** No article has this id. */
    public static final class UnknownArticle extends ArchiveProblem {}
}
