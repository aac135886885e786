package press.lords.platform;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import press.lords.platform.CountingClerk.Taken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Newsletters to many while their sender is killed and the mail server hangs up, and from several senders at once: everyone gets each, and a mail
 * comes twice only where nobody could tell whether it had gone out.
 */
@ExtendWith(SharedPress.class)
class NewsletterJourneyIT {

    private static final String SERVICE = "subscription-service";
    private static final int HANGS_UP_PERCENT = 5;
    /** A mail takes a real server a while, and a kill must find some under way. */
    private static final long PAUSE_MILLIS = 5;

    /** So that what an instance takes at once keeps it busy until the others have looked too: they rest for a second and a half at most. */
    private static final long LONG_PAUSE_MILLIS = 40;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Storm STORM = Storm.ofThisBuild();
    private static Readership readers = new Readership(Set.of());

    @BeforeAll
    static void manyRead(RunningPress press) throws Exception {
        readers = Readership.in(
                press, "many-" + UUID.randomUUID() + "-", STORM.readers(), List.of("special-reports", "daily-digest"));
    }

    @Test
    void reachEveryReaderWhateverDies(RunningPress press, PostOffice office) throws Exception {
        var clerk = new CountingClerk(() -> STORM.random().nextInt(100) < HANGS_UP_PERCENT, PAUSE_MILLIS);
        try (var desk = new Desk(press);
                var _ = office.staffedBy(clerk)) {
            var witness = new Witness(press, desk);
            var issue = "special-reports/" + desk.publishSpecialReport("report-" + UUID.randomUUID());
            for (int kill = 1; kill <= STORM.senderKills(); kill++) {
                var enough = readers.size() * kill / (STORM.senderKills() + 2);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> clerk.mails() >= enough);
                System.out.printf("storm: kill -9 of %s after %d mails%n", SERVICE, clerk.mails());
                witness.kill(SERVICE);
            }
            var told = new Issues(press).awaitFinished(issue);
            System.out.printf("storm: %s; %d mails, %d without an answer%n", told, clerk.mails(), clerk.unanswered());

            assertThat(told.count("rows")).isEqualTo(readers.size());
            assertThat(told.count("sent") + told.count("maybe")).isEqualTo(readers.size());
            everyReaderHasOneMail(clerk);
            assertThat(clerk.unanswered()).isPositive();
            assertThat((long) clerk.mails() - readers.size()).isLessThanOrEqualTo(told.count("unclearAttempts"));
        }
    }

    @Test
    void goOutOnceFromThreeInstances(RunningPress press, PostOffice office) throws Exception {
        var clerk = new CountingClerk(() -> false, LONG_PAUSE_MILLIS);
        var digestAt = LocalTime.now(ZoneOffset.UTC).plusSeconds(20).toString();
        try (var desk = new Desk(press);
                var _ = office.staffedBy(clerk);
                var second = new Instance(press, digestAt);
                var third = new Instance(press, digestAt)) {
            second.awaitReady();
            third.awaitReady();
            var issues = new Issues(press);
            var report =
                    issues.awaitFinished("special-reports/" + desk.publishSpecialReport("report-" + UUID.randomUUID()));
            await().atMost(PATIENCE).until(() -> !issues.of("daily-digest").isEmpty());
            var digest =
                    issues.awaitFinished(issues.of("daily-digest").getFirst().id());

            assertThat(issues.of("daily-digest")).hasSize(1);
            for (var told : List.of(report, digest)) {
                assertThat(told.count("sent")).isEqualTo(readers.size());
                assertThat(told.count("unclearAttempts")).isZero();
            }
            assertThat(clerk.taken().values()).containsOnly(1).hasSize(2 * readers.size());
            assertThat(second.sent() + third.sent()).as("sent by the other two").isPositive();
        }
    }

    /** However often it came: the same mail by its Message-ID. */
    private static void everyReaderHasOneMail(CountingClerk clerk) {
        assertThat(clerk.taken().keySet().stream().map(Taken::recipient).collect(Collectors.toSet()))
                .isEqualTo(readers.addresses());
        assertThat(clerk.taken()).hasSize(readers.size());
    }
}
