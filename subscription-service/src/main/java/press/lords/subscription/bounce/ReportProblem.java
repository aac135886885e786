package press.lords.subscription.bounce;

/** Why a report is not heeded. */
public abstract sealed class ReportProblem extends RuntimeException {

    ReportProblem() {
        super(null, null, false, false);
    }

    /** Not a report in a form that is known, or not of a mail of ours to that reader: which of these is nobody's business. */
    public static final class Unreadable extends ReportProblem {}
}
