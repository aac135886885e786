package press.lords.subscription.newsletter;

import java.util.List;

import press.lords.subscription.ledger.Ledger.Candidate;

/** Some of those who are to get an issue. */
sealed interface Page {

    /** @param upTo where to go on */
    record Further(List<Candidate> candidates, String upTo) implements Page {}

    record Last(List<Candidate> candidates) implements Page {}

    /** Who they are isn't certain yet. */
    record Wait() implements Page {}
}
