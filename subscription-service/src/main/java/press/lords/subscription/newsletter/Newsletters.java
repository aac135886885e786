package press.lords.subscription.newsletter;

/** The newsletters that issues are made of by themselves; what readers see of each is in the settings. */
final class Newsletters {

    static final String EVERY_STORY = "every-story";
    static final String SPECIAL_REPORTS = "special-reports";
    static final String DAILY_DIGEST = "daily-digest";

    private Newsletters() {}
}
