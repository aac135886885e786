package press.lords.subscription.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;
import tools.jackson.databind.json.JsonMapper;

/** Writes down that a reader is owed a mail. From then on it is sent, however often mail server or service break down. */
@Service
public class OweMail {

    private final Outbox outbox;
    private final ReaderKeys keys;
    private final JsonMapper json;
    private final LetterWorker worker;

    OweMail(Outbox outbox, ReaderKeys keys, JsonMapper json, LetterWorker worker) {
        this.outbox = outbox;
        this.keys = keys;
        this.json = json;
        this.worker = worker;
    }

    /** Nothing is owed to a reader whose key is destroyed. */
    public void owe(OwedMail mail) {
        keys.of(mail.subscriber()).ifPresent(key -> {
            outbox.add(mail, seal(mail, key));
            worker.wake();
        });
    }

    /** Whether a mail of that id was owed before; then whatever it says stands. */
    public boolean isOwed(String id) {
        return outbox.has(id);
    }

    private byte[] seal(OwedMail mail, Compartment key) {
        Map<String, String> sealed = new LinkedHashMap<>(mail.contents());
        sealed.put("to", mail.to());
        return key.seal(json.writeValueAsBytes(sealed), label(mail.id()));
    }

    static String label(String mailId) {
        return "mail|" + mailId;
    }

    /** What was and is owed to a reader. */
    public List<KeptMail> mailsOf(String subscriber) {
        return outbox.of(subscriber);
    }

    /** Forgets all mails of a reader, also those that are not sent. Returns how many. */
    public long forget(String subscriber) {
        return outbox.forget(subscriber);
    }

    /** Forgets mails that became owed before that moment. Returns how many. */
    public long forgetBefore(Instant moment) {
        return outbox.forgetBefore(moment);
    }
}
