package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/** Claims what is due and has it sent, a batch over one connection. Any number of instances do so. */
@Component
class MailWorker extends Worker {

    private static final int BATCH = 20;

    private final Outbox outbox;
    private final SendMails sendMails;
    private final MailSettings settings;

    MailWorker(Outbox outbox, SendMails sendMails, MailSettings settings) {
        super(Duration.ofSeconds(1));
        this.outbox = outbox;
        this.sendMails = sendMails;
        this.settings = settings;
    }

    @Override
    protected void work() {
        sendMails.countMaybe(outbox.reclaim());
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
