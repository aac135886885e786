package press.lords.subscription.request;

import java.time.Duration;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestLimitTests {

    private final SetTime time = new SetTime();
    private final RequestLimit limit = new RequestLimit(2, 20, Duration.ofMinutes(1), time, (_, _) -> {});

    @Test
    void refusesANetworkThatAsksTooOftenAndSaysWhenToComeBack() {
        limit.count("192.0.2.1");
        limit.count("192.0.2.1");

        assertThatThrownBy(() -> limit.count("192.0.2.1"))
                .isInstanceOfSatisfying(
                        RequestProblem.TooMany.class,
                        refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(30));
        limit.count("192.0.2.2");
        time.nanos += Duration.ofSeconds(30).toNanos();
        limit.count("192.0.2.1");
    }

    @Test
    void takesAnIpV6NetworkForOneCaller() {
        limit.count("2001:db8:1:2::1");
        limit.count("2001:db8:1:2::2");

        assertThatThrownBy(() -> limit.count("2001:db8:1:2::3")).isInstanceOf(RequestProblem.TooMany.class);
    }

    @Test
    void refusesNetworksAroundOneThatTogetherAskTooOften() {
        for (int n = 0; n < 8; n++) {
            limit.count("192.0.2." + n);
        }

        assertThatThrownBy(() -> limit.count("192.0.2.100")).isInstanceOf(RequestProblem.TooMany.class);
        limit.count("192.0.3.1");
    }

    @Test
    void refusesEverybodyWhenThereAreTooManyInAll() {
        for (int n = 0; n < 20; n++) {
            limit.count("192.0." + n + ".1");
        }

        assertThatThrownBy(() -> limit.count("198.51.100.1")).isInstanceOf(RequestProblem.TooMany.class);
    }

    private static final class SetTime implements TimeMeter {
        private long nanos;

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
