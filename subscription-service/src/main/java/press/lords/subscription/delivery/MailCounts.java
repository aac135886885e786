package press.lords.subscription.delivery;

/**
 * How many mails stand where.
 *
 * @param unclear attempts after which nobody can say whether the mail went out; duplicates are never more than these
 */
record MailCounts(long open, long sent, long failed, long unclear) {}
