package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailLimitTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void allowsAnUnconfirmedAddressOneMailInAQuarterOfAnHour() {
        Subscriber once = MailLimit.UNCONFIRMED.count(subscriber(), "one", NOON);

        assertThat(mails(once)).containsExactly("one");
        assertThat(mails(MailLimit.UNCONFIRMED.count(once, "two", NOON.plus(Duration.ofMinutes(14)))))
                .containsExactly("one");
        assertThat(mails(MailLimit.UNCONFIRMED.count(once, "two", NOON.plus(Duration.ofMinutes(15)))))
                .containsExactly("one", "two");
    }

    @Test
    void allowsAnUnconfirmedAddressThreeMailsADay() {
        Subscriber subscriber = subscriber();
        for (int n = 0; n < 6; n++) {
            subscriber = MailLimit.UNCONFIRMED.count(subscriber, "number " + n, NOON.plus(Duration.ofHours(n)));
        }

        assertThat(mails(subscriber)).containsExactly("number 0", "number 1", "number 2");
        assertThat(mails(MailLimit.UNCONFIRMED.count(subscriber, "late", NOON.plus(Duration.ofHours(25)))))
                .containsExactly("number 2", "late");
    }

    @Test
    void countsARequestOnceHoweverOftenItIsTried() {
        Subscriber once = MailLimit.CONFIRMED.count(subscriber(), "one", NOON);

        assertThat(MailLimit.CONFIRMED.count(once, "one", NOON.plusSeconds(1))).isEqualTo(once);
    }

    private static List<String> mails(Subscriber subscriber) {
        return subscriber.mailings().stream().map(Subscriber.Mailing::request).toList();
    }

    private static Subscriber subscriber() {
        return new Subscriber(
                "id",
                0,
                0,
                null,
                Subscriber.State.UNCONFIRMED,
                null,
                null,
                List.of(),
                List.of(),
                NOON,
                null,
                null,
                List.of(),
                List.of());
    }
}
