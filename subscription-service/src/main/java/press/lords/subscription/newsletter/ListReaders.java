package press.lords.subscription.newsletter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.Ledger.Candidate;
import press.lords.subscription.newsletter.Issues.Underway;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.signup.Subscribers.Reader;

/**
 * Puts everyone into the ledger who is to get an issue, page by page. A page may be listed again, by whoever: the ledger has each reader once, and
 * where to go on moves only from where it was.
 */
@Component
class ListReaders {

    private static final Logger log = LoggerFactory.getLogger(ListReaders.class);
    static final int PAGE = 500;

    private final Issues issues;
    private final UpdateIssues updateIssues;
    private final ListCorrected listCorrected;
    private final Subscribers subscribers;
    private final Ledger ledger;
    private final Clock clock;

    ListReaders(
            Issues issues,
            UpdateIssues updateIssues,
            ListCorrected listCorrected,
            Subscribers subscribers,
            Ledger ledger,
            Clock clock) {
        this.issues = issues;
        this.updateIssues = updateIssues;
        this.listCorrected = listCorrected;
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * One page of an issue's readers; its stories are looked at before, so that nobody is listed for an edition that was stale already.
     *
     * @return whether to go on with it at once
     */
    boolean page(Underway underway) {
        Optional<Issue> current = updateIssues.update(underway.issue());
        if (current.isEmpty()) {
            return false;
        }
        Issue issue = current.get();
        if (!issue.until().isAfter(clock.instant())) {
            return end(underway);
        }
        return switch (readers(underway)) {
            case Readers.Wait _ -> false;
            case Readers.Last(List<Candidate> candidates) -> {
                ledger.add(issue.id(), candidates);
                yield end(underway);
            }
            case Readers.Further(List<Candidate> candidates, String upTo) -> {
                ledger.add(issue.id(), candidates);
                boolean goesOn = issues.advance(underway, upTo);
                if (!goesOn) {
                    countLate(issue.id());
                }
                yield goesOn;
            }
        };
    }

    private Readers readers(Underway underway) {
        String newsletter = underway.issue().newsletter();
        if (newsletter == null) {
            return listCorrected.page(underway, PAGE);
        }
        List<Reader> readers = subscribers.readersOf(newsletter, underway.after(), PAGE);
        List<Candidate> candidates = readers.stream()
                .map(reader -> new Candidate(reader.id(), newsletter, reader.mailbox()))
                .toList();
        return readers.size() < PAGE
                ? new Readers.Last(candidates)
                : new Readers.Further(candidates, readers.getLast().id());
    }

    private boolean end(Underway underway) {
        String id = underway.issue().id();
        long listed = ledger.counts(id).rows();
        issues.endListing(underway, listed);
        log.info("{} is listed for {} readers", id, listed);
        countLate(id);
        return false;
    }

    /**
     * Whoever was slow may have added readers after another one, who saw fewer, ended the listing: they count too. To be done after adding
     * and after ending, so that one of both sees the other.
     */
    private void countLate(String id) {
        if (!issues.isListing(id)) {
            issues.raiseListed(id, ledger.counts(id).rows());
        }
    }
}
