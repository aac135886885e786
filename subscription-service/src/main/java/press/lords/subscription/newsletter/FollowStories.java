package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Revision;
import press.lords.subscription.newsletter.Issues.Plan;
import press.lords.subscription.newsletter.KnownStory.Gone;
import press.lords.subscription.newsletter.KnownStory.Shown;
import press.lords.subscription.signup.NewsletterSettings;

/**
 * Makes issues of what is news, and keeps those up to date that are on their way. What follows from a revision is told by the highest one that is
 * known and by what is there already, so a revision that comes again, late or after its successor changes nothing.
 */
@Service
class FollowStories {

    private final Stories stories;
    private final Editions editions;
    private final Issues issues;
    private final UpdateIssues updateIssues;
    private final NewsletterSettings newsletters;
    private final IssueSettings settings;
    private final Clock clock;

    FollowStories(
            Stories stories,
            Editions editions,
            Issues issues,
            UpdateIssues updateIssues,
            NewsletterSettings newsletters,
            IssueSettings settings,
            Clock clock) {
        this.stories = stories;
        this.editions = editions;
        this.issues = issues;
        this.updateIssues = updateIssues;
        this.newsletters = newsletters;
        this.settings = settings;
        this.clock = clock;
    }

    void published(Revision<Published> revision) {
        if (known(Shown.of(revision)) instanceof Shown shown) {
            if (isNews(shown.publishedAt())) {
                announce(shown);
            }
            if (Boolean.TRUE.equals(revision.event().notifyReaders()) && isNews(revision.at())) {
                String id = Newsletters.correction(revision.id(), revision.number());
                make(new Plan(id, null, revision.event().note(), List.of(shown.story())));
            }
        }
    }

    void retracted(Revision<Retracted> revision) {
        known(Gone.of(revision));
    }

    /** The article is gone until it is published again; what the law ordered removed is gone here too. */
    void redacted(Revision<Redacted> revision) {
        known(Gone.of(revision));
        // After it is noted: whoever adds an edition meanwhile sees that and does the same.
        editions.redact(revision.id(), revision.event().removed());
    }

    /** Notes it first and then looks which issues it concerns: whoever makes an issue meanwhile does it the other way round, and one of both sees the other. */
    private KnownStory known(KnownStory story) {
        stories.keep(story);
        updateIssues.with(story.article());
        return stories.find(story.article()).orElse(story);
    }

    private void announce(Shown shown) {
        Map<String, Boolean> brings =
                Map.of(Newsletters.EVERY_STORY, true, Newsletters.SPECIAL_REPORTS, shown.kind() == Kind.SPECIAL_REPORT);
        brings.forEach((newsletter, isBrought) -> {
            if (isBrought && newsletters.newsletters().containsKey(newsletter)) {
                String id = newsletter + "/" + shown.article();
                make(new Plan(id, newsletter, null, List.of(shown.story())));
            }
        });
    }

    private void make(Plan plan) {
        if (!issues.has(plan.id())) {
            issues.make(plan);
            // Others may have made it at the same time, of another revision.
            updateIssues.with(plan.stories().getFirst().article());
            updateIssues.redactGone(plan.stories());
        }
    }

    /** An archive that is read again mails nobody. */
    private boolean isNews(Instant at) {
        return at.isAfter(clock.instant().minus(settings.latest()));
    }
}
