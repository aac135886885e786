package press.lords.subscription;

/** The service can't start as it is configured. The operator reads both texts, without a stack trace; neither holds a secret. */
public final class StartRefused extends RuntimeException {

    private final String remedy;

    public StartRefused(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What the operator does about it. */
    public String remedy() {
        return remedy;
    }
}
