package press.lords.subscription.audit;

/** What an audit entry can say was done. */
public enum Action {
    READER_ADDRESS_CHANGED,
    READER_SUSPENDED,
    READER_RESTORED,
    READER_EXPORTED,
    READER_ERASED
}
