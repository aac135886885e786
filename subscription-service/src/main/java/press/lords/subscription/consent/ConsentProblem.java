package press.lords.subscription.consent;

/** Why a choice isn't taken. */
public abstract sealed class ConsentProblem extends RuntimeException {

    ConsentProblem() {
        super(null, null, false, false);
    }

    /** The notice that the visitor was shown is no longer in force: nobody agrees to what they haven't read. */
    public static final class NoticeChanged extends ConsentProblem {}

    /** As many choices of this visitor are written down as may be; a refusal or withdrawal is still taken. */
    public static final class TooManyChoices extends ConsentProblem {}

    /** The request comes from a page of someone else's, or doesn't say from where. */
    public static final class OriginRefused extends ConsentProblem {}
}
