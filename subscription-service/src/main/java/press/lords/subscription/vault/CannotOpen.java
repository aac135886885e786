package press.lords.subscription.vault;

/** A sealed value doesn't open with this key and label. */
public final class CannotOpen extends Exception {

    CannotOpen(String reason) {
        super(reason);
    }

    CannotOpen(String reason, Throwable cause) {
        super(reason, cause);
    }
}
