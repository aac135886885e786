package press.lords.subscription.audit;

/** What an audit entry can say was done. */
public enum Action {
    READER_ADDRESS_CHANGED,
    READER_SUSPENDED,
    READER_RESTORED,
    READER_EXPORTED,
    READER_ERASED,
    STAFF_INVITED,
    STAFF_ENROLLED,
    STAFF_ROLES_CHANGED,
    STAFF_ENDED,
    SECOND_FACTOR_FAILED,
    CLIENT_MADE,
    CLIENT_REVOKED,
    NOTICE_ISSUED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED
}
