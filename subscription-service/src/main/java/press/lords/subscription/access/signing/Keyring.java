package press.lords.subscription.access.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import press.lords.subscription.access.signing.SigningKey.State;

/**
 * All keys there are, by number, and what each is for at a moment. States follow from the times in the documents alone, so instances agree
 * without telling each other anything.
 */
record Keyring(List<SigningKey> keys, Duration keptAfter) {

    Keyring {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring has at least one key");
        }
        keys = keys.stream().sorted(Comparator.comparingInt(SigningKey::number)).toList();
    }

    SigningKey newest() {
        return keys.getLast();
    }

    SigningKey current(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElse(keys.getFirst());
    }

    /** What verifiers need at that moment, the coming key included. */
    List<SigningKey> published(Instant now) {
        return keys.stream().filter(key -> state(key, now) != State.EXPIRED).toList();
    }

    State state(SigningKey key, Instant now) {
        SigningKey current = current(now);
        if (key.number() == current.number()) {
            return State.CURRENT;
        }
        if (key.number() > current.number()) {
            return State.NEXT;
        }
        Instant signedUntil = keys.get(keys.indexOf(key) + 1).signsFrom();
        return signedUntil.plus(keptAfter).isAfter(now) ? State.RETIRING : State.EXPIRED;
    }
}
