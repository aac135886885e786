package press.lords.gateway.access;

/** Why nobody can say who asks. */
public sealed interface AccessProblem {
    /** The token isn't one that the issuer signed for this press, is not valid now, or was withdrawn. */
    record TokenRefused() implements AccessProblem {}

    /** No token can be checked: the issuer's keys were never here. */
    record KeysUnknown() implements AccessProblem {}

    /** Nothing may be changed by a token yet: what was withdrawn before this start hasn't been read. */
    record WithdrawalsUnknown() implements AccessProblem {}
}
