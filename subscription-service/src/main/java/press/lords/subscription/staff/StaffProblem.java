package press.lords.subscription.staff;

/** Why something isn't done for the staff, or to it. */
public abstract sealed class StaffProblem extends RuntimeException {

    StaffProblem() {
        super(null, null, false, false);
    }

    /** There is no such member, or none any more. */
    public static final class UnknownMember extends StaffProblem {}

    /** Whoever is one of the staff isn't invited again. */
    public static final class AlreadyStaff extends StaffProblem {}

    /** Nobody would be left who can invite others. */
    public static final class LastAdmin extends StaffProblem {}

    /** Not one of ours, used, or too old: which one is nobody's business. */
    public static final class InvitationInvalid extends StaffProblem {}

    /** The code isn't good: wrong, of another time, or used before. */
    public static final class CodeRefused extends StaffProblem {}

    /** The caller has no such client. */
    public static final class UnknownClient extends StaffProblem {}
}
