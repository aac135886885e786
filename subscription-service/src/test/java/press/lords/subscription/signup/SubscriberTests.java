package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriberTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final Instant LAST_TOKEN = NOON.plus(Duration.ofMinutes(10));

    @Test
    void tellsNobodyOfWhoHasNotConfirmed() {
        assertThat(unconfirmed().event()).isEmpty();
    }

    @Test
    void tellsWhatAReaderMayRead() {
        assertThat(unconfirmed().confirmed(NOON).event())
                .hasValueSatisfying(event -> assertThat(event.access()).isEqualTo(Access.SUBSCRIBERS));
        assertThat(unconfirmed().confirmed(NOON).erased(NOON).event()).hasValueSatisfying(event -> {
            assertThat(event.state()).isEqualTo(SubscriberEvent.State.ERASED);
            assertThat(event.access()).isEqualTo(Access.EVERYONE);
            assertThat(event.endedSessions()).isEmpty();
        });
    }

    @Test
    void tellsNothingNewWhenOnlyNewslettersChange() {
        Subscriber reader = unconfirmed().confirmed(NOON);

        assertThat(reader.reading(List.of("every-story")).event()).isEqualTo(reader.event());
    }

    @Test
    void forgetsEndedSessionsWhoseTokensExpired() {
        Subscriber reader = unconfirmed().confirmed(NOON).withoutSession("one", LAST_TOKEN, NOON);

        Subscriber later = reader.withoutSession("two", LAST_TOKEN.plusSeconds(60), LAST_TOKEN.plusSeconds(1));

        assertThat(later.endedSessions())
                .extracting(SubscriberEvent.EndedSession::session)
                .containsExactly("two");
    }

    @Test
    void endsAllTokensWhenThereIsNoRoomForOneMoreEndedSession() {
        Subscriber reader = unconfirmed().confirmed(NOON);
        for (int n = 0; n < 50; n++) {
            reader = reader.withoutSession("session " + n, LAST_TOKEN, NOON);
        }
        assertThat(reader.endedSessions()).hasSize(50);

        Subscriber full = reader.withoutSession("one more", LAST_TOKEN, NOON);

        assertThat(full.endedSessions()).isEmpty();
        assertThat(full.honours(NOON)).isFalse();
    }

    @Test
    void mayReadNothingMoreWhileSuspended() {
        Subscriber suspended = unconfirmed().confirmed(NOON).suspended(NOON);

        assertThat(suspended.honours(NOON.plusSeconds(60))).isFalse();
        assertThat(suspended.event()).hasValueSatisfying(event -> {
            assertThat(event.state()).isEqualTo(SubscriberEvent.State.SUSPENDED);
            assertThat(event.access()).isEqualTo(Access.EVERYONE);
        });
        assertThat(suspended.restored().honours(NOON.plusSeconds(60))).isTrue();
        assertThat(suspended.restored().honours(NOON)).isFalse();
        assertThat(suspended.erased(NOON).restored().state()).isEqualTo(Subscriber.State.ERASED);
    }

    @Test
    void honoursNoTokenOfTheSecondInWhichAllWereEnded() {
        Subscriber reader = unconfirmed().confirmed(NOON).signedOutEverywhere(NOON);

        assertThat(reader.honours(Instant.parse("2026-03-01T12:00:00Z"))).isFalse();
        assertThat(reader.honours(Instant.parse("2026-03-01T12:00:01Z"))).isTrue();
    }

    @Test
    void honoursNoTokenThatWasGivenOutBetweenTwoEndsInOneSecond() {
        Instant noon = NOON.truncatedTo(ChronoUnit.SECONDS);
        Subscriber once = unconfirmed().confirmed(noon).signedOutEverywhere(noon);
        Subscriber twice = once.signedOutEverywhere(noon.plusMillis(500));

        assertThat(twice.event()).isNotEqualTo(once.event());
        assertThat(twice.honours(noon.plusSeconds(1))).isFalse();
        assertThat(twice.honours(noon.plusSeconds(2))).isTrue();
        assertThat(once.signedOutEverywhere(noon.plusSeconds(7)).tokensFrom()).isEqualTo(noon.plusSeconds(8));
        assertThat(twice.erased(noon).tokensFrom()).isEqualTo(noon.plusSeconds(3));
    }

    @Test
    void mayAskForAnotherAddressThreeTimesADay() {
        Subscriber reader = unconfirmed().confirmed(NOON);
        for (int n = 0; n < 5; n++) {
            reader = reader.correcting(NOON.plusSeconds(n));
        }

        assertThat(reader.corrections()).containsExactly(NOON, NOON.plusSeconds(1), NOON.plusSeconds(2));
        Instant next = NOON.plus(Duration.ofDays(1));
        assertThat(reader.mayCorrectFrom(NOON.plusSeconds(5))).isEqualTo(next);
        assertThat(reader.correcting(next).corrections())
                .containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(2), next);
    }

    private static Subscriber unconfirmed() {
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
