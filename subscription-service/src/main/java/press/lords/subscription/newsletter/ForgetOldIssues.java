package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Issues and stories are kept as long as their mails may be asked about. Any number of instances may forget at once. */
@Component
class ForgetOldIssues {

    private static final Logger log = LoggerFactory.getLogger(ForgetOldIssues.class);
    private static final int AT_A_TIME = 500;

    private final Issues issues;
    private final Stories stories;
    private final IssueSettings settings;
    private final Clock clock;

    ForgetOldIssues(Issues issues, Stories stories, IssueSettings settings, Clock clock) {
        this.issues = issues;
        this.stories = stories;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void whatIsTooOld() {
        Instant moment = clock.instant().minus(settings.keptFor());
        long forgotten = stories.forgetBefore(moment);
        long now;
        do {
            now = issues.forgetBefore(moment, AT_A_TIME);
            forgotten += now;
        } while (now == AT_A_TIME);
        if (forgotten > 0) {
            log.info("{} stories and issues forgotten, from before {}", forgotten, moment);
        }
    }
}
