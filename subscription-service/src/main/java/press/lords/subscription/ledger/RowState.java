package press.lords.subscription.ledger;

import java.util.List;

/** How far the mail of one row has come. */
enum RowState {
    QUEUED,
    SENDING,
    SENT,
    /** Was not to be sent any more: the reader doesn't want it, or can't get it. */
    SUPPRESSED,
    FAILED;

    static final List<String> OPEN = List.of(QUEUED.name(), SENDING.name());
}
