package press.lords.subscription.access.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** For operators, on the management port: GET shows the signing keys, POST begins a rotation before its time. */
@Component
@Endpoint(id = "signingkeys")
class SigningKeysEndpoint {

    private final TokenKeys keys;
    private final Clock clock;

    SigningKeysEndpoint(TokenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @ReadOperation
    KeysView keys() {
        Instant now = clock.instant();
        Keyring ring = keys.ring();
        return new KeysView(ring.keys().stream()
                .map(key -> new KeyView(
                        key.number(), key.kid(), ring.state(key, now).name(), key.createdAt(), key.signsFrom()))
                .toList());
    }

    @WriteOperation
    KeysView rotate() {
        keys.rotateAtOnce();
        return keys();
    }

    record KeysView(List<KeyView> keys) {}

    record KeyView(int number, String kid, String state, Instant createdAt, Instant signsFrom) {}
}
