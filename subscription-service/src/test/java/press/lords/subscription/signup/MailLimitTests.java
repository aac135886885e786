package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import press.lords.subscription.signup.Subscriber.Mailing;

import static org.assertj.core.api.Assertions.assertThat;

class MailLimitTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void allowsAnUnconfirmedAddressOneMailInAQuarterOfAnHour() {
        Subscriber once = MailLimit.UNCONFIRMED.count(subscriber(), mail("one", NOON));

        assertThat(mails(once)).containsExactly("one");
        assertThat(mails(MailLimit.UNCONFIRMED.count(once, mail("two", NOON.plus(Duration.ofMinutes(14))))))
                .containsExactly("one");
        assertThat(mails(MailLimit.UNCONFIRMED.count(once, mail("two", NOON.plus(Duration.ofMinutes(15))))))
                .containsExactly("one", "two");
    }

    @Test
    void allowsAnUnconfirmedAddressThreeMailsADay() {
        Subscriber subscriber = subscriber();
        for (int n = 0; n < 6; n++) {
            subscriber = MailLimit.UNCONFIRMED.count(subscriber, mail("number " + n, NOON.plus(Duration.ofHours(n))));
        }

        assertThat(mails(subscriber)).containsExactly("number 0", "number 1", "number 2");
        assertThat(mails(MailLimit.UNCONFIRMED.count(subscriber, mail("late", NOON.plus(Duration.ofHours(25))))))
                .containsExactly("number 2", "late");
    }

    @Test
    void countsARequestOnceHoweverOftenItIsTried() {
        Subscriber once = MailLimit.CONFIRMED.count(subscriber(), mail("one", NOON));

        assertThat(MailLimit.CONFIRMED.count(once, mail("one", NOON.plusSeconds(1))))
                .isEqualTo(once);
    }

    @Test
    void leavesRoomForTheReaderWhateverOneNetworkAsksFor() {
        Subscriber subscriber = subscriber();
        for (int n = 0; n < 30; n++) {
            Instant at = NOON.plusSeconds(n);
            subscriber = MailLimit.CONFIRMED.count(subscriber, new Mailing("foreign " + n, at, "SIGN_IN", "foreign"));
        }
        assertThat(subscriber.mailings()).hasSize(5);

        subscriber = MailLimit.CONFIRMED.count(
                subscriber, new Mailing("own", NOON.plusSeconds(60), "SIGN_IN", "the reader's"));

        assertThat(mails(subscriber)).contains("own");
    }

    @Test
    void countsKindsApartOnceTheAddressIsConfirmed() {
        Subscriber subscriber = subscriber();
        for (int n = 0; n < 200; n++) {
            Instant at = NOON.plus(Duration.ofMinutes(4L * n));
            Mailing mail = new Mailing("number " + n, at, "SUBSCRIBE", "network " + n);
            subscriber = MailLimit.CONFIRMED.count(subscriber, mail);
        }
        assertThat(subscriber.mailings()).hasSize(20);
        Mailing signIn = new Mailing("own", NOON.plus(Duration.ofMinutes(800)), "SIGN_IN", "the reader's");

        assertThat(mails(MailLimit.CONFIRMED.count(subscriber, signIn))).contains("own");
        assertThat(mails(MailLimit.UNCONFIRMED.count(subscriber, signIn))).doesNotContain("own");
    }

    private static Mailing mail(String request, Instant at) {
        return new Mailing(request, at, "SUBSCRIBE", "network");
    }

    private static List<String> mails(Subscriber subscriber) {
        return subscriber.mailings().stream().map(Mailing::request).toList();
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
