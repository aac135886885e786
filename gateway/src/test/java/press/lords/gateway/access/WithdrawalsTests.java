package press.lords.gateway.access;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.SubscriberEvent.EndedSession;
import press.lords.events.SubscriberEvent.State;

import static org.assertj.core.api.Assertions.assertThat;
import static press.lords.events.ArticleEvent.Access.EVERYONE;
import static press.lords.events.ArticleEvent.Access.SUBSCRIBERS;
import static press.lords.events.SubscriberEvent.State.ACTIVE;
import static press.lords.events.SubscriberEvent.State.ERASED;
import static press.lords.events.SubscriberEvent.State.SUSPENDED;

class WithdrawalsTests {

    private static final Instant NOON = Instant.parse("2025-10-11T12:00:00Z");
    private static final Session SESSION = new Session("ada", "s1", NOON, SUBSCRIBERS);

    private final Withdrawals withdrawals = new Withdrawals();

    @Test
    void leavesASessionAsItsTokenSaysUntilItHearsOtherwise() {
        assertThat(withdrawals.whatIsLeftOf(SESSION)).contains(SESSION);

        withdrawals.apply("ada", 1, changed(ACTIVE, SUBSCRIBERS, null));
        withdrawals.apply("eve", 1, changed(ERASED, EVERYONE, NOON.plusSeconds(60), "s2"));

        assertThat(withdrawals.whatIsLeftOf(SESSION)).contains(SESSION);
    }

    @Test
    void leavesNothingOfASuspendedOrErasedReadersSessions() {
        withdrawals.apply("ada", 1, changed(SUSPENDED, SUBSCRIBERS, null));
        assertThat(withdrawals.whatIsLeftOf(SESSION)).isEmpty();

        withdrawals.apply("ada", 2, changed(ACTIVE, SUBSCRIBERS, null));
        assertThat(withdrawals.whatIsLeftOf(SESSION)).contains(SESSION);

        withdrawals.apply("ada", 3, changed(ERASED, EVERYONE, null));
        assertThat(withdrawals.whatIsLeftOf(SESSION)).isEmpty();
    }

    @Test
    void voidsTokensOfBeforeASignOutEverywhere() {
        withdrawals.apply("ada", 1, changed(ACTIVE, SUBSCRIBERS, NOON.plusSeconds(1)));

        assertThat(withdrawals.whatIsLeftOf(SESSION)).isEmpty();
        Session later = new Session("ada", "s9", NOON.plusSeconds(1), SUBSCRIBERS);
        assertThat(withdrawals.whatIsLeftOf(later)).contains(later);
    }

    @Test
    void endsOneSessionForGoodAndNoOther() {
        withdrawals.apply("ada", 1, changed(ACTIVE, SUBSCRIBERS, null, "s1"));
        withdrawals.apply("ada", 2, changed(ACTIVE, SUBSCRIBERS, null));

        assertThat(withdrawals.whatIsLeftOf(SESSION)).isEmpty();
        assertThat(withdrawals.whatIsLeftOf(new Session("ada", "s2", NOON, SUBSCRIBERS)))
                .isPresent();
    }

    @Test
    void voidsAProgramsTokensLikeAReaders() {
        assertThat(withdrawals.voids("program", null, NOON)).isFalse();

        withdrawals.apply("program", 1, changed(ERASED, EVERYONE, null));
        withdrawals.apply("ada", 1, changed(ACTIVE, SUBSCRIBERS, NOON.plusSeconds(1), "s7"));

        assertThat(withdrawals.voids("program", null, NOON)).isTrue();
        assertThat(withdrawals.voids("ada", "s1", NOON)).isTrue();
        assertThat(withdrawals.voids("ada", "s1", NOON.plusSeconds(1))).isFalse();
        assertThat(withdrawals.voids("ada", "s7", NOON.plusSeconds(1))).isTrue();
    }

    @Test
    void takesAccessBackAndLeavesTheReaderSignedIn() {
        withdrawals.apply("ada", 1, changed(ACTIVE, EVERYONE, null));

        assertThat(withdrawals.whatIsLeftOf(SESSION)).contains(new Session("ada", "s1", NOON, EVERYONE));
    }

    @Test
    void neverGivesMoreThanTheTokenDoes() {
        Session little = new Session("ada", "s1", NOON, EVERYONE);
        withdrawals.apply("ada", 1, changed(ACTIVE, SUBSCRIBERS, NOON));

        assertThat(withdrawals.whatIsLeftOf(little)).contains(little);
    }

    @Test
    void goesByTheHighestRevisionWhateverTheOrder() {
        withdrawals.apply("ada", 3, changed(SUSPENDED, SUBSCRIBERS, null));
        withdrawals.apply("ada", 2, changed(ACTIVE, SUBSCRIBERS, null));
        withdrawals.apply("ada", 3, changed(SUSPENDED, SUBSCRIBERS, null));

        assertThat(withdrawals.whatIsLeftOf(SESSION)).isEmpty();
    }

    @Test
    void remembersTheLatestWhenThereAreTooMany() {
        for (int n = 0; n < 50_010; n++) {
            withdrawals.apply("reader-" + n, 1, changed(SUSPENDED, SUBSCRIBERS, null, "session-" + n));
        }

        assertThat(withdrawals.size()).isEqualTo(100_000);
        assertThat(withdrawals.whatIsLeftOf(new Session("reader-50009", "s", NOON, SUBSCRIBERS)))
                .isEmpty();
        assertThat(withdrawals.whatIsLeftOf(new Session("r", "session-50009", NOON, SUBSCRIBERS)))
                .isEmpty();
    }

    private static Changed changed(State state, Access access, @Nullable Instant tokensFrom, String... ended) {
        return new Changed(
                state,
                access,
                tokensFrom,
                List.of(ended).stream()
                        .map(session -> new EndedSession(session, NOON.plusSeconds(600)))
                        .toList());
    }
}
