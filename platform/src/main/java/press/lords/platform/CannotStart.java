package press.lords.platform;

/** Why the press doesn't start and what to do about it, in words for whoever typed the command. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotStart(String message) {
        super(message);
    }
}
