package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Claims what is due and has it sent, a batch over one connection. Any number of instances do so. */
@Component
class MailWorker extends Worker {

    private static final int BATCH = 10;
    /** What a dead instance left may wait for a moment; looking for it reads all mails where the database keeps no index. */
    private static final int ROUNDS_BETWEEN_RECLAIMS = 10;

    private final Outbox outbox;
    private final SendMails sendMails;
    private final MailSettings settings;
    private int rounds;

    MailWorker(Outbox outbox, SendMails sendMails, MailSettings settings) {
        super(Duration.ofSeconds(1));
        this.outbox = outbox;
        this.sendMails = sendMails;
        this.settings = settings;
    }

    @Override
    protected void work() {
        if (rounds++ % ROUNDS_BETWEEN_RECLAIMS == 0) {
            sendMails.countMaybe(outbox.reclaim());
        }
        List<ClaimedMail> batch;
        do {
            batch = claim();
            sendMails.send(batch);
        } while (batch.size() == BATCH && !isStopping());
    }

    private List<ClaimedMail> claim() {
        List<ClaimedMail> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            Optional<ClaimedMail> claimed = outbox.claim(settings.lease());
            if (claimed.isEmpty()) {
                return batch;
            }
            batch.add(claimed.get());
        }
        return batch;
    }
}
