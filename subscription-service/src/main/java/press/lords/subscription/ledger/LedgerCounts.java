package press.lords.subscription.ledger;

/**
 * How the rows of one issue stand. Each is in one of open, sent, suppressed, failed and maybe, so these always make up all rows.
 *
 * @param rows all of them; once the issue is listed, as many as it was listed for
 * @param open something is still to be done
 * @param maybe done, with at least one attempt after which nobody could say whether the mail had gone out
 * @param unclearAttempts all such attempts; there are no more duplicates than these
 */
public record LedgerCounts(
        long rows, long open, long sent, long suppressed, long failed, long maybe, long unclearAttempts) {

    public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0, 0, 0, 0);

    /** With so many more rows that are alike. */
    LedgerCounts plus(RowState state, int unclear, long more) {
        boolean isOpen = RowState.OPEN.contains(state.name());
        boolean isMaybe = !isOpen && unclear > 0;
        return new LedgerCounts(
                rows + more,
                open + (isOpen ? more : 0),
                sent + (!isMaybe && state == RowState.SENT ? more : 0),
                suppressed + (!isMaybe && state == RowState.SUPPRESSED ? more : 0),
                failed + (!isMaybe && state == RowState.FAILED ? more : 0),
                maybe + (isMaybe ? more : 0),
                unclearAttempts + unclear * more);
    }

    public LedgerCounts plus(LedgerCounts other) {
        return new LedgerCounts(
                rows + other.rows,
                open + other.open,
                sent + other.sent,
                suppressed + other.suppressed,
                failed + other.failed,
                maybe + other.maybe,
                unclearAttempts + other.unclearAttempts);
    }

    /** Whether every one of so many readers, as the issue was listed, is accounted for. */
    public boolean accountFor(long listed) {
        return open + sent + suppressed + failed + maybe == listed;
    }
}
