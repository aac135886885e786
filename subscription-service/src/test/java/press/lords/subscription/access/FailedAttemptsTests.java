package press.lords.subscription.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import press.lords.subscription.request.Network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailedAttemptsTests {

    private final SetTime time = new SetTime();
    private final FailedAttempts attempts = new FailedAttempts(new AttemptSettings(3, 5), time);

    @Test
    void refusesAClientThatFailedTooOftenUntilItsTimeHasCome() {
        fail("newsroom", "192.0.2.1", 3);

        assertThatThrownBy(() -> attempts.begin("newsroom", _ -> true, "192.0.2.1"))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class,
                        e -> assertThat(e.retryAfterSeconds()).isBetween(1L, 20L));
        time.pass(Duration.ofSeconds(20));
        assertThatCode(() -> attempts.begin("newsroom", _ -> true, "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void doesNotLetOneClientShutOutAnotherOrOneAddressAnother() {
        fail("newsroom", "192.0.2.1", 3);

        assertThatCode(() -> attempts.begin("archive", _ -> true, "192.0.2.1")).doesNotThrowAnyException();
        assertThatCode(() -> attempts.begin("newsroom", _ -> true, "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void refusesAnAddressThatFailedTooOftenOverAllClients() {
        fail("newsroom", "192.0.2.1", 3);
        fail("archive", "192.0.2.1", 2);

        assertThatThrownBy(() -> attempts.begin("wire", _ -> true, "192.0.2.1")).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void neverCountsWhatSucceeds() {
        for (int n = 0; n < 100; n++) {
            attempts.begin("newsroom", _ -> true, "192.0.2.1").succeeded();
        }

        assertThatCode(() -> fail("newsroom", "192.0.2.1", 3)).doesNotThrowAnyException();
    }

    @Test
    void countsAttemptsThatAreUnderWay() {
        fail("newsroom", "192.0.2.1", 2);
        FailedAttempts.Attempt underWay = attempts.begin("newsroom", _ -> true, "192.0.2.1");

        assertThatThrownBy(() -> attempts.begin("newsroom", _ -> true, "192.0.2.1"))
                .isInstanceOf(TooManyAttempts.class);
        underWay.succeeded();
        assertThatCode(() -> attempts.begin("newsroom", _ -> true, "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void looksNoClientUpForAnAddressThatHasNoAttemptsLeft() {
        AtomicInteger lookedUp = new AtomicInteger();
        for (int n = 0; n < 100; n++) {
            try {
                attempts.begin(
                        "guess-" + n,
                        _ -> {
                            lookedUp.incrementAndGet();
                            return false;
                        },
                        "192.0.2.1");
            } catch (TooManyAttempts e) {
                // As it should be, from some time on.
            }
        }

        assertThat(lookedUp).hasValue(5);
    }

    @Test
    void leavesTheAddressItsAttemptsWhenOneClientHasNone() {
        fail("newsroom", "192.0.2.1", 3);
        for (int n = 0; n < 10; n++) {
            assertThatThrownBy(() -> attempts.begin("newsroom", _ -> true, "192.0.2.1"))
                    .isInstanceOf(TooManyAttempts.class);
        }

        assertThatCode(() -> fail("archive", "192.0.2.1", 2)).doesNotThrowAnyException();
    }

    @Test
    void takesAnIpV6NetworkForOneCaller() {
        assertThat(Network.of("2001:db8:1:2::1")).isEqualTo(Network.of("2001:db8:1:2:ffff::7"));
        assertThat(Network.of("2001:db8:1:2::1")).isNotEqualTo(Network.of("2001:db8:1:3::1"));
        assertThat(Network.of("192.0.2.1")).isNotEqualTo(Network.of("192.0.2.2"));
    }

    private void fail(String clientId, String address, int times) {
        for (int n = 0; n < times; n++) {
            attempts.begin(clientId, _ -> true, address);
        }
    }

    private static final class SetTime implements TimeMeter {
        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
