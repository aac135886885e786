package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.mongodb.client.MongoDatabase;
import press.lords.subscription.ledger.Ledger.Candidate;

/** The rows of one issue, in a database that takes what became of mails, or doesn't, as a test wants it to. */
public final class TestLedger {

    private static final String ISSUE = "every-story/one";

    private final MongoDatabase database;
    private final Ledger ledger;
    private final Claims claims;
    private volatile Runnable onMark = () -> {};
    private volatile Runnable onBegun = () -> {};

    public TestLedger(MongoDatabase database) {
        this.database = database;
        this.ledger = new Ledger(database, Clock.systemUTC());
        this.claims = new Claims(database, Clock.systemUTC()) {
            @Override
            public void mark(Map<Claimed, Fate> fates) {
                onMark.run();
                super.mark(fates);
            }

            @Override
            public Set<Claimed> markAndBegin(Map<Claimed, Fate> fates, Map<Claimed, String> next, Duration lease) {
                if (!fates.isEmpty()) {
                    onMark.run();
                }
                Set<Claimed> begun = super.markAndBegin(fates, next, lease);
                if (!fates.isEmpty()) {
                    onBegun.run();
                }
                return begun;
            }
        };
    }

    /** What happens, or fails, before it is written down what became of some mails. */
    public void onMark(Runnable next) {
        onMark = next;
    }

    /** What happens, or fails, after mails have been begun that aren't the first of a batch. */
    public void onBegun(Runnable next) {
        onBegun = next;
    }

    public Claims claims() {
        return claims;
    }

    /** So many rows, of new readers. */
    public List<Claimed> claimed(int count, Duration reserved) {
        ledger.add(
                ISSUE,
                IntStream.range(0, count)
                        .mapToObj(n -> new Candidate("reader-" + n, "every-story", "reader-" + n))
                        .toList());
        return claims.claim(ISSUE, 1, reserved, count);
    }

    /** Those that are due by now. */
    public List<Claimed> claimedAgain() {
        return claims.claim(ISSUE, 1, Duration.ofMinutes(1), 1_000);
    }

    /** Puts back what whoever had it left, as another one would after that time. Returns how many may have gone out. */
    public long reclaimed(Duration after) {
        return new Claims(database, Clock.offset(Clock.systemUTC(), after)).reclaim(ISSUE);
    }

    public LedgerCounts counts() {
        return ledger.counts(ISSUE);
    }
}
