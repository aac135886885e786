package press.lords.gateway.access;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import press.lords.gateway.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessTests {

    private final MutableClock clock = new MutableClock();
    private final FakeIssuer issuer = new FakeIssuer(clock);
    private final HealthIndicator access =
            new AccessConfiguration().accessHealthIndicator(issuer.sessions(false), FakeIssuer.SETTINGS, clock);

    @Test
    void waitsUntilATokenCanBeChecked() {
        assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
        issuer.learnKeys();
        assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
        issuer.learnWithdrawals();
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void waitsNoLongerThanReadersMayBeKeptWaiting() {
        clock.set(clock.instant().plus(FakeIssuer.SETTINGS.patience()).minusMillis(1));
        assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);

        clock.set(clock.instant().plus(Duration.ofMillis(1)));
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).containsEntry("changes", false);
    }

    private Status status() {
        return health().getStatus();
    }

    private Health health() {
        Health health = access.health();
        assertThat(health).isNotNull();
        return health;
    }
}
