package press.lords.subscription.delivery;

/** How far a mail has come. */
enum MailState {
    QUEUED,
    SENDING,
    SENT,
    FAILED
}
