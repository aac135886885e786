package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.subscription.newsletter.Issue.State;
import press.lords.subscription.newsletter.Issue.Story;
import press.lords.subscription.newsletter.Issues.Plan;
import press.lords.subscription.signup.NewsletterSettings;

/**
 * Makes the digest of a day once it is due, in whichever instance looks first. What it brings follows from the stories and the digests that there are,
 * and nothing is marked: a story that comes too late for one is in the next.
 */
@Component
class MakeDigest {

    private static final Logger log = LoggerFactory.getLogger(MakeDigest.class);
    /** After that the next one brings it all. */
    private static final Duration AT_LATEST = Duration.ofHours(12);

    private static final Duration LOOKS_BACK = Duration.ofDays(3);
    private static final Duration LAST_DIGESTS = LOOKS_BACK.plusDays(2);
    private static final int MOST = 200;

    private final Stories stories;
    private final Issues issues;
    private final UpdateIssues updateIssues;
    private final NewsletterSettings newsletters;
    private final IssueSettings settings;
    private final Clock clock;
    private final Instant from;

    MakeDigest(
            Stories stories,
            Issues issues,
            UpdateIssues updateIssues,
            NewsletterSettings newsletters,
            IssueSettings settings,
            Clock clock) {
        this.stories = stories;
        this.issues = issues;
        this.updateIssues = updateIssues;
        this.newsletters = newsletters;
        this.settings = settings;
        this.clock = clock;
        this.from = clock.instant().plus(settings.catchUp());
    }

    void ifDue() {
        Instant now = clock.instant();
        LocalDate day = newestDue(now);
        String id = Newsletters.digest(day);
        if (newsletters.newsletters().containsKey(Newsletters.DAILY_DIGEST)
                && !now.isBefore(from)
                && !due(day).isBefore(now.minus(AT_LATEST))
                && !issues.has(id)) {
            List<Story> untold = untold(now);
            issues.make(new Plan(id, Newsletters.DAILY_DIGEST, null, untold));
            updateIssues.redactGone(untold);
            log.info("{} is made of {} stories", id, untold.size());
        }
    }

    /** By the calendar there, so that a day of 23 hours has one, and one of 25 too. */
    private LocalDate newestDue(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, settings.digestZone());
        return due(today).isAfter(now) ? today.minusDays(1) : today;
    }

    private Instant due(LocalDate day) {
        return day.atTime(settings.digestAt()).atZone(settings.digestZone()).toInstant();
    }

    private List<Story> untold(Instant now) {
        Set<String> told = issues.since(now.minus(LAST_DIGESTS), Newsletters.DAILY_DIGEST).stream()
                .filter(digest -> digest.state() != State.WITHDRAWN)
                .flatMap(digest -> digest.stories().stream())
                .map(Story::article)
                .collect(Collectors.toSet());
        return stories.publishedSince(now.minus(LOOKS_BACK)).stream()
                .map(KnownStory.Shown::story)
                .filter(story -> !told.contains(story.article()))
                .limit(MOST)
                .toList();
    }
}
