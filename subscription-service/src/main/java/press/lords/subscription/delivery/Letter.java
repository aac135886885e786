package press.lords.subscription.delivery;

import java.util.Locale;

/** The mails that the press writes to one reader. None holds a word that a requester chose. */
public enum Letter {
    CONFIRM_ADDRESS("Please confirm your address"),
    CONFIRM_NEWSLETTERS("Please confirm your newsletters"),
    CONFIRM_NEW_ADDRESS("Please confirm your new address"),
    ADDRESS_CHANGED("Your address was changed"),
    SIGN_IN("Your link to sign in"),
    STAFF_INVITATION("You are invited to the staff"),
    STAFF_ENROLLED("You are one of the staff"),
    SECOND_FACTOR_FAILED("Wrong codes for your account"),
    PASSKEY_ADDED("A passkey was added");

    private final String subject;

    Letter(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    /** The templates' name: {@code mails/<name>.txt} and {@code .html}. */
    String template() {
        return "mails/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
