package press.lords.subscription.mailing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.signup.Suppressions;

/**
 * Asks for each reader once more, after the claim and before the sending: who withdrew, was erased or can't be reached by then gets nothing, however
 * long ago the issue was listed.
 */
@Component
class Fence {

    private final Subscribers subscribers;
    private final Suppressions suppressions;

    Fence(Subscribers subscribers, Suppressions suppressions) {
        this.subscribers = subscribers;
        this.suppressions = suppressions;
    }

    /** A claimed row whose reader wants it, and where they read. */
    record Addressed(Claimed row, EmailAddress to, String mailbox) {}

    /** @param stopped what became of the others */
    record Checked(List<Addressed> passed, Map<Claimed, Fate> stopped) {}

    Checked check(List<Claimed> rows) {
        Map<String, Subscriber> readers = subscribers
                .find(rows.stream().map(Claimed::subscriber).toList())
                .stream()
                .collect(Collectors.toMap(Subscriber::id, reader -> reader));
        Set<String> suppressed = suppressions.among(readers.values().stream()
                .map(Subscriber::mailbox)
                .filter(Objects::nonNull)
                .toList());
        Map<String, EmailAddress> addresses = subscribers.addressesOf(readers.values());
        List<Addressed> passed = new ArrayList<>();
        Map<Claimed, Fate> stopped = new HashMap<>();
        for (Claimed row : rows) {
            Subscriber reader = readers.get(row.subscriber());
            EmailAddress address = addresses.get(row.subscriber());
            String mailbox = reader == null ? null : reader.mailbox();
            if (reader == null || !reader.isActive() || address == null || mailbox == null) {
                stopped.put(row, new Fate.Suppressed("not-active"));
            } else if (!reader.newsletters().contains(row.newsletter())) {
                stopped.put(row, new Fate.Suppressed("withdrawn"));
            } else if (suppressed.contains(mailbox)) {
                stopped.put(row, new Fate.Suppressed("mailbox-suppressed"));
            } else {
                passed.add(new Addressed(row, address, mailbox));
            }
        }
        return new Checked(passed, stopped);
    }
}
