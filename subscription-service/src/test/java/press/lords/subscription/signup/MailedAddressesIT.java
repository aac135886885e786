package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class MailedAddressesIT {

    private static RunningService service;

    private final Instant now = Clock.systemUTC().instant();
    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        TestBroker.empty();
        service = RunningService.start(TestDatabase.name());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void getThreeMailsADayWhateverStandsAfterAPlusSign() {
        assertThat(isMailedAfter(Duration.ZERO, "")).isTrue();
        assertThat(isMailedAfter(Duration.ofMinutes(14), "+1")).isFalse();
        assertThat(isMailedAfter(Duration.ofMinutes(15), "+1")).isTrue();
        assertThat(isMailedAfter(Duration.ofHours(1), "+2")).isTrue();
        for (String other : new String[] {"", "+1", "+2", "+3"}) {
            assertThat(isMailedAfter(Duration.ofHours(23), other)).isFalse();
        }
        assertThat(isMailedAfter(Duration.ofHours(25), "+3")).isTrue();
    }

    @Test
    void areLimitedNoMoreOnceWhoeverReadsThereHasSaidSo() {
        assertThat(isMailedAfter(Duration.ZERO, "+1")).isTrue();

        at(Duration.ofMinutes(1)).forget(address("+1"));

        assertThat(isMailedAfter(Duration.ofMinutes(2), "+1")).isTrue();
        at(Duration.ofMinutes(3)).forget(address("+2"));
        assertThat(isMailedAfter(Duration.ofMinutes(4), "")).isTrue();
    }

    private boolean isMailedAfter(Duration time, String plus) {
        return at(time).count(address(plus), UUID.randomUUID().toString());
    }

    private EmailAddress address(String plus) {
        return new EmailAddress(name + plus + "@example.org");
    }

    private MailedAddresses at(Duration time) {
        return new MailedAddresses(
                service.context().getBean(MongoDatabase.class),
                service.context().getBean(Subscribers.class),
                service.context().getBean(Suppressions.class),
                Clock.fixed(now.plus(time), ZoneOffset.UTC));
    }
}
