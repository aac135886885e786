package press.lords.subscription.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import press.lords.events.ConsentEvent.How;
import press.lords.events.ConsentEvent.Recorded;
import press.lords.events.NoticeEvent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

class StandingTests {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final Notice notice = NoticeTests.notice(
            "1", new Purpose("necessary", "Showing", true), new Purpose("statistics", "Counting", false));

    @Test
    void asksWhoHasNotChosen() {
        Standing standing = Standing.of(notice, Optional.empty(), false);

        assertThat(standing.asked()).isTrue();
        assertThat(standing.how()).isNull();
        assertThat(standing.purposes()).containsEntry("necessary", true).containsEntry("statistics", false);
    }

    @Test
    void takesGlobalPrivacyControlForARefusalAndDoesNotAsk() {
        Standing standing = Standing.of(notice, Optional.empty(), true);

        assertThat(standing.asked()).isFalse();
        assertThat(standing.how()).isEqualTo(How.GPC);
        assertThat(standing.at()).isNull();
        assertThat(standing.purposes()).containsEntry("statistics", false);
    }

    @Test
    void lastsWithoutTheSignal() {
        assertThat(Standing.of(notice, Optional.of(choice(true, false)), false))
                .isEqualTo(new Standing(notice, false, choice(true, false).purposes(), How.ACCEPT, AT));
    }

    @Test
    void isSuspendedByASignalThatCameAfterTheChoice() {
        Standing standing = Standing.of(notice, Optional.of(choice(true, false)), true);

        assertThat(standing.asked()).isFalse();
        assertThat(standing.how()).isEqualTo(How.GPC);
        assertThat(standing.purposes()).containsEntry("statistics", false);
    }

    @Test
    void countsAgainstTheSignalWhenItWasChosenUnderIt() {
        Standing standing = Standing.of(notice, Optional.of(choice(true, true)), true);

        assertThat(standing.how()).isEqualTo(How.ACCEPT);
        assertThat(standing.purposes()).containsEntry("statistics", true);
    }

    @Test
    void staysARefusalUnderTheSignal() {
        assertThat(Standing.of(notice, Optional.of(choice(false, false)), true).how())
                .isEqualTo(How.REFUSE);
    }

    private static Choice choice(boolean statistics, boolean gpc) {
        How how = statistics ? How.ACCEPT : How.REFUSE;
        Map<String, Boolean> purposes = Map.of("necessary", true, "statistics", statistics);
        return new Choice(AT, new Recorded("1", "sha256:1", purposes, how, null), gpc);
    }
}
