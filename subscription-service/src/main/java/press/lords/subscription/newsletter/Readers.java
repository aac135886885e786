package press.lords.subscription.newsletter;

import java.util.List;

import press.lords.subscription.ledger.Ledger.Candidate;

/** Some of those who are to get an issue. */
sealed interface Readers {

    /** @param upTo where to go on */
    record Further(List<Candidate> candidates, String upTo) implements Readers {}

    record Last(List<Candidate> candidates) implements Readers {}

    /** Who they are isn't certain yet. */
    record Wait() implements Readers {}
}
