package press.lords.subscription.signup;

import java.time.Instant;

import org.springframework.stereotype.Service;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.vault.ReaderKeys;

/** Forgets a reader who never confirmed, with all that was kept because of the request. */
@Service
public class ForgetUnconfirmed {

    private final Subscribers subscribers;
    private final ReaderKeys keys;
    private final OweMail mails;
    private final Links links;

    ForgetUnconfirmed(Subscribers subscribers, ReaderKeys keys, OweMail mails, Links links) {
        this.subscribers = subscribers;
        this.keys = keys;
        this.mails = mails;
        this.links = links;
    }

    /** False when there is none by that id, or one who has confirmed. */
    boolean forget(String id) {
        return forgetRest(id, subscribers.forgetUnconfirmed(id));
    }

    /** The same, unless the reader was asked to confirm since then. */
    public boolean forget(String id, Instant moment) {
        return forgetRest(id, subscribers.forgetUnconfirmed(id, moment));
    }

    private boolean forgetRest(String id, boolean forgotten) {
        if (forgotten) {
            keys.destroy(id);
            mails.forget(id);
            links.forget(id);
        }
        return forgotten;
    }
}
