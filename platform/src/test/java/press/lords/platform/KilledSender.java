package press.lords.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import press.lords.platform.CountingClerk.Taken;
import press.lords.platform.Issues.Issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of the mails of an instance that is killed while it sends, as the other one tells it and as the mail server saw it. */
final class KilledSender {

    /** So that both are at it: what an instance takes at once keeps it busy until the other has looked too. */
    private static final long PAUSE_MILLIS = 40;
    /** By an instance: over so many connections, so many on each. */
    private static final int BEGUN_AT_MOST = 4 * 10;

    private static final int AT_IT = 6;

    private final RunningPress press;
    private final Issues issues;
    private final Readership readers;
    private final CountingClerk clerk = new CountingClerk(() -> false, this::pauseMillis);
    private volatile boolean isKilled;
    private volatile String report = "";

    KilledSender(RunningPress press, String left, Readership readers) {
        this.press = press;
        this.issues = new Issues(press, left);
        this.readers = readers;
    }

    CountingClerk clerk() {
        return clerk;
    }

    private long pauseMillis() {
        return isKilled ? 0 : PAUSE_MILLIS;
    }

    /** Has a report mailed until the victim is at it too, and not only at the few mails of every story. */
    void mailAReport(Desk desk, String victim) throws IOException, InterruptedException {
        report = "special-reports/" + desk.publishSpecialReport("report-" + UUID.randomUUID());
        var witness = new Witness(press, desk);
        double before = sent(witness, victim);
        await().atMost(Witness.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sent(witness, victim) >= before + AT_IT);
    }

    void isKilled() {
        isKilled = true;
    }

    private static double sent(Witness witness, String instance) throws IOException, InterruptedException {
        return witness.metric(instance, "press_newsletters_attempts_total{outcome=\"sent\"");
    }

    /** All but the mails that may have gone out, which wait for the end of their lease. */
    boolean isLeftWithWhatWasBegun() throws Exception {
        return issues.find(report).orElseThrow().count("open") <= BEGUN_AT_MOST;
    }

    boolean hasSent(String issue, int mails) throws Exception {
        return issues.find(issue).orElseThrow().count("sent") == mails;
    }

    List<Issue> digests() throws Exception {
        return issues.of("daily-digest");
    }

    /** However often one came: the same mail by its Message-ID, and no more often than nobody could tell whether it had gone out. */
    void everyReaderHasOneMailOfEach(boolean withDigest) throws Exception {
        var told = issues.awaitFinished(report);
        System.out.printf("two of everything: %s; %d mails%n", told, clerk.mails());
        assertThat(told.count("sent") + told.count("maybe")).isEqualTo(readers.size());
        assertThat(told.count("unclearAttempts")).isLessThanOrEqualTo(BEGUN_AT_MOST);
        if (withDigest) {
            assertThat(digests()).hasSize(1);
            var digest = issues.awaitFinished(digests().getFirst().id());
            assertThat(digest.count("sent")).isEqualTo(readers.size());
            assertThat(digest.count("unclearAttempts")).isZero();
        }
        Map<String, Long> mails = clerk.takenBy(readers.addresses()).keySet().stream()
                .map(Taken::recipient)
                .collect(Collectors.groupingBy(recipient -> recipient, Collectors.counting()));
        assertThat(mails.keySet()).isEqualTo(readers.addresses());
        assertThat(mails.values()).containsOnly(withDigest ? 2L : 1L);
        // In this order: a mail is counted before it is sent again.
        long twice = (long) clerk.mails() - clerk.taken().size();
        assertThat(twice).isLessThanOrEqualTo(issues.unclearAttempts());
    }
}
