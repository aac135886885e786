package press.lords.subscription.newsletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.subscription.newsletter.Issue.Story;
import press.lords.subscription.newsletter.KnownStory.Gone;
import press.lords.subscription.newsletter.KnownStory.Shown;

/** Gives issues that are on their way the edition that the newest revisions of their stories ask for. */
@Component
public class UpdateIssues {

    private static final Logger log = LoggerFactory.getLogger(UpdateIssues.class);

    private final Issues issues;
    private final Editions editions;
    private final Stories stories;

    UpdateIssues(Issues issues, Editions editions, Stories stories) {
        this.issues = issues;
        this.editions = editions;
        this.stories = stories;
    }

    /** All that have an article. */
    void with(String article) {
        issues.open(editions.issuesWith(article)).forEach(this::update);
    }

    /** The issue as it is then; empty when no mail of it may go out any more. */
    Optional<Issue> update(Issue issue) {
        List<Story> added = new ArrayList<>();
        Optional<Issue> current = update(issue, added);
        redactGone(added);
        return current;
    }

    /**
     * To be done by whoever added an edition, once it is named: the law may have ordered words removed while there was no such edition to remove
     * them from.
     */
    void redactGone(List<Story> added) {
        for (Story story : added) {
            stories.find(story.article())
                    .filter(known -> known instanceof Gone && known.revision() > story.revision())
                    .ifPresent(_ -> editions.redact(story.article(), story.revision()));
        }
    }

    /** Has a finished issue go on, for readers who were listed late: with what its stories are now, or not at all when they are gone. */
    public void resume(Issue finished) {
        List<Story> newest = newest(finished);
        boolean goesOn = newest.isEmpty() ? issues.withdrawFinished(finished) : issues.resume(finished, newest);
        if (goesOn) {
            redactGone(newest);
            // What came in between found no issue that was open.
            issues.find(finished.id()).ifPresent(this::update);
        }
    }

    private Optional<Issue> update(Issue issue, List<Story> added) {
        Issue current = issue;
        while (current.isOpen()) {
            List<Story> newest = newest(current);
            if (newest.equals(current.stories())) {
                return Optional.of(current);
            }
            added.addAll(newest);
            boolean done = newest.isEmpty() ? issues.withdraw(current) : issues.replaceEdition(current, newest);
            if (done) {
                log.info(
                        "{} goes on with {} stories instead of edition {}",
                        issue.id(),
                        newest.size(),
                        current.edition());
            }
            // Also whoever came second looks at what the first one made of it.
            Optional<Issue> found = issues.find(issue.id());
            if (found.isEmpty()) {
                return found;
            }
            current = found.get();
        }
        return Optional.empty();
    }

    private List<Story> newest(Issue issue) {
        return issue.stories().stream().flatMap(this::newest).toList();
    }

    private Stream<Story> newest(Story story) {
        return stories.find(story.article())
                .filter(known -> known.revision() > story.revision())
                .map(known -> switch (known) {
                    case Shown shown -> Stream.of(shown.story());
                    case Gone _ -> Stream.<Story>empty();
                })
                .orElse(Stream.of(story));
    }
}
