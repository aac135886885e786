package press.lords.subscription.delivery;

import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Claims what is due and has it sent, one after the other: a mail that waited behind others in a batch would outlive its lease where the
 * server is slow, and another instance would send it too. Any number of instances do so.
 */
@Component
class LetterWorker extends Worker {

    /** What a dead instance left may wait for a moment; looking for it reads all mails where the database keeps no index. */
    private static final int ROUNDS_BETWEEN_RECLAIMS = 10;

    private final Outbox outbox;
    private final SendMails sendMails;
    private final MailWindow window;
    private final MailSettings settings;
    private int rounds;

    LetterWorker(Outbox outbox, SendMails sendMails, MailWindow window, MailSettings settings) {
        super(Duration.ofSeconds(1));
        this.outbox = outbox;
        this.sendMails = sendMails;
        this.window = window;
        this.settings = settings;
    }

    @Override
    protected void work() {
        if (rounds++ % ROUNDS_BETWEEN_RECLAIMS == 0) {
            sendMails.countUnclear(outbox.reclaim());
        }
        boolean goesOn;
        do {
            long leaseEnd = System.nanoTime() + settings.lease().toNanos();
            goesOn = outbox.claim(settings.lease())
                    .map(mail -> isSentNow(mail, leaseEnd))
                    .orElse(false);
        } while (goesOn && !isStopping());
        sendMails.closeIdle();
    }

    @Override
    protected void cutShort() {
        sendMails.cut();
    }

    private boolean isSentNow(ClaimedMail mail, long leaseEnd) {
        if (!window.takeOne()) {
            outbox.postpone(mail, window.untilNext());
            return false;
        }
        sendMails.send(mail, leaseEnd);
        return true;
    }
}
