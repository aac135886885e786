package press.lords.subscription.access.passkey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A passkey, to its reader. */
public record PasskeyView(
        String passkey,
        String label,
        Instant addedAt,
        @Nullable Instant lastUsedAt) {

    static PasskeyView of(Passkey passkey) {
        return new PasskeyView(passkey.id(), passkey.details().label(), passkey.addedAt(), passkey.lastUsedAt());
    }
}
