package press.lords.subscription.access.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;
import press.lords.subscription.access.signing.SigningKey.State;

import static org.assertj.core.api.Assertions.assertThat;

class KeyringTests {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SigningKey first = key(1, START);
    private final SigningKey second = key(2, START.plus(Duration.ofDays(30)));
    private final Keyring ring = new Keyring(List.of(second, first), HOUR);

    @Test
    void publishesTheNextKeyBeforeItSigns() {
        Instant before = second.signsFrom().minusMillis(1);

        assertThat(ring.current(before)).isEqualTo(first);
        assertThat(ring.state(second, before)).isEqualTo(State.NEXT);
        assertThat(ring.published(before)).containsExactly(first, second);
    }

    @Test
    void keepsTheFormerKeyWhileItsTokensAreGood() {
        Instant handedOver = second.signsFrom();

        assertThat(ring.current(handedOver)).isEqualTo(second);
        assertThat(ring.state(first, handedOver)).isEqualTo(State.RETIRING);
        assertThat(ring.published(handedOver)).containsExactly(first, second);
        assertThat(ring.published(handedOver.plus(HOUR))).containsExactly(second);
        assertThat(ring.state(first, handedOver.plus(HOUR))).isEqualTo(State.EXPIRED);
    }

    @Test
    void signsWithTheFirstKeyAlsoOnAClockThatIsBehind() {
        assertThat(ring.current(START.minusSeconds(30))).isEqualTo(first);
    }

    private static SigningKey key(int number, Instant signsFrom) {
        Base64URL part = Base64URL.encode("key " + number);
        return new SigningKey(number, signsFrom.minus(HOUR), signsFrom, new RSAKey.Builder(part, part).build());
    }
}
