package press.lords.subscription.newsletter;

import java.time.Instant;

import org.springframework.stereotype.Service;

/** Issues and stories are kept as long as their mails may be asked about. Any number of instances may forget at once. */
@Service
public class ForgetOldIssues {

    private static final int AT_A_TIME = 500;

    private final Issues issues;
    private final Stories stories;

    ForgetOldIssues(Issues issues, Stories stories) {
        this.issues = issues;
        this.stories = stories;
    }

    /** Returns how many there were. */
    public long before(Instant moment) {
        long forgotten = stories.forgetBefore(moment);
        long now;
        do {
            now = issues.forgetBefore(moment, AT_A_TIME);
            forgotten += now;
        } while (now == AT_A_TIME);
        return forgotten;
    }
}
