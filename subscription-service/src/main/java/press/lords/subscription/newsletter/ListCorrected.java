package press.lords.subscription.newsletter;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.Ledger.Candidate;
import press.lords.subscription.ledger.Ledger.Mailed;
import press.lords.subscription.newsletter.Issues.Underway;
import press.lords.subscription.newsletter.Newsletters.Corrected;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * Finds the readers of a correction: whom any issue, also an earlier correction, brought a revision before the corrected one, or may have. Nobody
 * is told twice, since the ledger has each reader of an issue once.
 */
@Component
class ListCorrected {

    private final Editions editions;
    private final Issues issues;
    private final UpdateIssues updateIssues;
    private final Subscribers subscribers;
    private final Ledger ledger;

    ListCorrected(Editions editions, Issues issues, UpdateIssues updateIssues, Subscribers subscribers, Ledger ledger) {
        this.editions = editions;
        this.issues = issues;
        this.updateIssues = updateIssues;
        this.subscribers = subscribers;
        this.ledger = ledger;
    }

    /** Issues are taken in the order of their ids, each to its end. */
    Readers page(Underway underway, int size) {
        Corrected corrected = Newsletters.corrected(underway.issue().id());
        NavigableMap<String, List<Integer>> wrong =
                new TreeMap<>(editions.before(corrected.article(), corrected.revision()));
        Place place = Place.read(underway.after());
        Map.Entry<String, List<Integer>> source = wrong.ceilingEntry(place.issue());
        if (source == null) {
            return new Readers.Last(List.of());
        }
        if (mayStillGoOut(source.getKey(), source.getValue())) {
            return new Readers.Wait();
        }
        String after = source.getKey().equals(place.issue()) ? place.row() : null;
        List<Mailed> mailed = ledger.mailed(source.getKey(), source.getValue(), after, size);
        List<Candidate> candidates = wanted(mailed);
        if (mailed.size() == size) {
            return new Readers.Further(
                    candidates, new Place(source.getKey(), mailed.getLast().row()).text());
        }
        String next = wrong.higherKey(source.getKey());
        return next == null
                ? new Readers.Last(candidates)
                : new Readers.Further(candidates, new Place(next, null).text());
    }

    /** Whoever gave up a newsletter since may be corrected under another one that brought the same, if there is one. */
    private List<Candidate> wanted(List<Mailed> mailed) {
        Map<String, Subscriber> readers = subscribers
                .find(mailed.stream().map(Mailed::subscriber).toList())
                .stream()
                .collect(Collectors.toMap(Subscriber::id, reader -> reader));
        return mailed.stream()
                .flatMap(one -> Optional.ofNullable(readers.get(one.subscriber()))
                        .filter(reader -> reader.newsletters().contains(one.newsletter()))
                        .map(reader -> new Candidate(reader.id(), one.newsletter(), reader.mailbox()))
                        .stream())
                .toList();
    }

    /** Once the issue has a later edition, whoever has not begun to send a wrong one never does. */
    private boolean mayStillGoOut(String source, List<Integer> wrong) {
        boolean isBehind = issues.find(source)
                .flatMap(updateIssues::update)
                .filter(issue -> wrong.contains(issue.edition()))
                .isPresent();
        return isBehind || ledger.isSending(source, wrong);
    }

    /** @param row the last one that was listed, null at an issue's beginning */
    private record Place(String issue, @Nullable String row) {

        static Place read(@Nullable String text) {
            if (text == null) {
                return new Place("", null);
            }
            int end = text.indexOf('\n');
            return end < 0 ? new Place(text, null) : new Place(text.substring(0, end), text.substring(end + 1));
        }

        String text() {
            return row == null ? issue : issue + "\n" + row;
        }
    }
}
