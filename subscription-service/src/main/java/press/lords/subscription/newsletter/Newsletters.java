package press.lords.subscription.newsletter;

import java.time.LocalDate;

/** The newsletters that issues are made of by themselves, and how the issues are called. What readers see of each newsletter is in the settings. */
final class Newsletters {

    static final String EVERY_STORY = "every-story";
    static final String SPECIAL_REPORTS = "special-reports";
    static final String DAILY_DIGEST = "daily-digest";

    private static final String CORRECTION = "correction/";

    private Newsletters() {}

    static String digest(LocalDate day) {
        return DAILY_DIGEST + "/" + day;
    }

    static String correction(String article, int revision) {
        return CORRECTION + article + "/" + revision;
    }

    /** @param revision the corrected one; readers of those before are told */
    record Corrected(String article, int revision) {}

    static Corrected corrected(String issue) {
        int slash = issue.lastIndexOf('/');
        return new Corrected(issue.substring(CORRECTION.length(), slash), Integer.parseInt(issue.substring(slash + 1)));
    }
}
