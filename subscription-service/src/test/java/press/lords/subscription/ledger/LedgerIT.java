package press.lords.subscription.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.ledger.Ledger.Candidate;
import press.lords.subscription.ledger.Ledger.Mailed;

import static org.assertj.core.api.Assertions.assertThat;

@OnContainers
class LedgerIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String ISSUE = "every-story/one";

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final Ledger ledger = new Ledger(database, Clock.systemUTC());
    private final Claims claims = new Claims(database, Clock.systemUTC());
    private final Claims later = new Claims(database, Clock.offset(Clock.systemUTC(), LEASE));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void hasOneRowForEachReaderHoweverOftenTheyAreAdded() {
        ledger.add(ISSUE, readers(0, 30));
        Claimed first = claims.claim(ISSUE, 1, LEASE, 1).getFirst();
        claims.mark(Map.of(first, new Fate.Sent()));

        ledger.add(ISSUE, readers(0, 50));

        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(50, 49, 1, 0, 0, 0, 0));
    }

    @Test
    void accountsForEveryRowWhateverBecameOfIt() {
        ledger.add(ISSUE, readers(0, 8));
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, 7);
        claims.mark(Map.of(
                claimed.get(0), new Fate.Sent(),
                claimed.get(1), new Fate.Suppressed("withdrawn"),
                claimed.get(2), new Fate.Failed("rejected"),
                claimed.get(3), new Fate.Later(LEASE, "not now"),
                claimed.get(4), new Fate.Unclear(Duration.ZERO, "lost"),
                claimed.get(5), new Fate.Untried(LEASE)));
        Claimed again = claims.claim(ISSUE, 2, LEASE, 2).stream()
                .filter(row -> row.row().equals(claimed.get(4).row()))
                .findFirst()
                .orElseThrow();
        assertThat(again.attempt()).isEqualTo(2);
        claims.mark(Map.of(again, new Fate.Sent()));

        LedgerCounts counts = ledger.counts(ISSUE);

        assertThat(counts).isEqualTo(new LedgerCounts(8, 4, 1, 1, 1, 1, 1));
        assertThat(counts.accountFor(8)).isTrue();
        assertThat(ledger.hasOpen(ISSUE)).isTrue();
    }

    @Test
    void tellsWhoGotOrMayHaveGotAnEdition() {
        ledger.add(ISSUE, readers(0, 5));
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, 5);
        assertThat(ledger.isSending(ISSUE, List.of(1))).isTrue();
        assertThat(ledger.isSending(ISSUE, List.of(2))).isFalse();
        claims.mark(Map.of(
                claimed.get(0), new Fate.Sent(),
                claimed.get(1), new Fate.Suppressed("withdrawn"),
                claimed.get(2), new Fate.Failed("rejected"),
                claimed.get(3), new Fate.Unclear(LEASE, "lost"),
                claimed.get(4), new Fate.Later(Duration.ZERO, "not now")));
        assertThat(ledger.isSending(ISSUE, List.of(1))).isFalse();
        claims.mark(Map.of(claims.claim(ISSUE, 2, LEASE, 1).getFirst(), new Fate.Sent()));

        assertThat(rowsMailed(List.of(1)))
                .containsExactlyInAnyOrder(claimed.get(0).row(), claimed.get(3).row());
        assertThat(rowsMailed(List.of(2))).containsExactly(claimed.get(4).row());
        assertThat(rowsMailed(List.of(1, 2))).hasSize(3);
    }

    private List<String> rowsMailed(List<Integer> editions) {
        List<String> mailed = new ArrayList<>();
        List<Mailed> page = ledger.mailed(ISSUE, editions, null, 1);
        while (!page.isEmpty()) {
            mailed.add(page.getFirst().row());
            page = ledger.mailed(ISSUE, editions, page.getLast().row(), 1);
        }
        return mailed;
    }

    @Test
    void givesEachRowToOneOfManyWhoClaimAtOnce() throws Exception {
        ledger.add(ISSUE, readers(0, 300));
        List<Future<List<Claimed>>> all = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 8; sender++) {
                all.add(senders.submit(this::claimAll));
            }
        }

        List<String> rows = new ArrayList<>();
        for (Future<List<Claimed>> claimed : all) {
            claimed.get().forEach(row -> rows.add(row.row()));
        }
        assertThat(rows).doesNotHaveDuplicates().hasSize(300);
    }

    private List<Claimed> claimAll() {
        List<Claimed> claimed = new ArrayList<>();
        while (hasQueued()) {
            claimed.addAll(claims.claim(ISSUE, 1, LEASE, 20));
        }
        return claimed;
    }

    private boolean hasQueued() {
        return database.getCollection("newsletter-mails").countDocuments(new Document("state", "QUEUED")) > 0;
    }

    @Test
    void takesWhatADeadSenderLeftForMaybeSent() {
        ledger.add(ISSUE, readers(0, 2));
        Claimed slow = begun(1).getFirst();

        assertThat(claims.reclaim(ISSUE)).isEqualTo(1);

        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(2, 2, 0, 0, 0, 0, 1));
        assertThat(claims.claim(ISSUE, 1, LEASE, 2)).hasSize(2);
        claims.mark(Map.of(slow, new Fate.Unclear(LEASE, "lost")));
        assertThat(ledger.counts(ISSUE).unclearAttempts()).isEqualTo(1);
        claims.mark(Map.of(slow, new Fate.Sent()));
        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(2, 1, 0, 0, 0, 1, 1));
    }

    private List<Claimed> begun(int limit) {
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, limit);
        begin(claims, claimed, Duration.ZERO);
        return claimed;
    }

    private static Set<Claimed> begin(Claims claims, Collection<Claimed> rows, Duration lease) {
        return claims.markAndBegin(Map.of(), mailboxes(rows), lease);
    }

    private static Map<Claimed, String> mailboxes(Collection<Claimed> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row, row -> "mailbox of " + row.subscriber()));
    }

    @Test
    void writesDownWhatBecameOfSomeMailsWhenItBeginsOthers() {
        ledger.add(ISSUE, readers(0, 6));
        List<Claimed> rows = claims.claim(ISSUE, 1, LEASE, 6);
        begin(claims, rows.subList(0, 3), LEASE);
        Map<Claimed, Fate> fates = Map.of(
                rows.get(0), new Fate.Sent(),
                rows.get(1), new Fate.Failed("refused"),
                rows.get(2), new Fate.Unclear(LEASE, "lost"));

        assertThat(claims.markAndBegin(fates, mailboxes(rows.subList(3, 5)), LEASE))
                .containsExactlyInAnyOrderElementsOf(rows.subList(3, 5));

        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(6, 4, 1, 0, 1, 0, 1));
        assertThat(claims.markAndBegin(fates, mailboxes(rows.subList(5, 6)), LEASE))
                .as("although what is written down a second time is no news")
                .containsExactly(rows.get(5));
        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(6, 4, 1, 0, 1, 0, 1));
    }

    @Test
    void namesTheMailboxThatAMailIsSentToWhereverTheReaderReadWhenTheyWereListed() {
        ledger.add(ISSUE, List.of(reader("stayed", false), reader("moved", true)));

        assertThat(begun(2)).hasSize(2);

        assertThat(mailboxOf("stayed")).isEqualTo("mailbox of stayed");
        assertThat(mailboxOf("moved")).isEqualTo("mailbox of moved");
    }

    @Test
    void forgetsWhereAMailWouldHaveGoneThatNeverWentOut() {
        ledger.add(ISSUE, List.of(reader("unclear", false)));
        claims.mark(Map.of(begun(1).getFirst(), new Fate.Unclear(Duration.ZERO, "lost")));
        ledger.add(ISSUE, List.of(reader("late", false)));

        claims.claim(ISSUE, 1, LEASE, 2).forEach(row -> claims.mark(Map.of(row, new Fate.Suppressed("not-active"))));
        ledger.add(ISSUE, List.of(reader("later", false)));
        claims.claim(ISSUE, 1, LEASE, 1).forEach(row -> claims.mark(Map.of(row, new Fate.Failed("too-late"))));
        ledger.add(ISSUE, List.of(reader("claimed", false)));
        claims.claim(ISSUE, 1, LEASE, 1);
        ledger.add(ISSUE, List.of(reader("last", false)));
        ledger.suppressIssue(ISSUE, "issue-withdrawn");

        assertThat(Stream.of("late", "later", "claimed", "last").map(this::mailboxOf))
                .containsOnlyNulls();
        assertThat(mailboxOf("unclear")).as("which a report may come from").isEqualTo("mailbox of unclear");
    }

    @Test
    void knowsOfNoMailToReportOnUntilItIsBegun() {
        Returns returns = new Returns(database, Clock.systemUTC());
        ledger.add(ISSUE, readers(0, 1));
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, 1);
        String row = claimed.getFirst().row();

        assertThat(returns.wentOut(row)).isEmpty();
        begin(claims, claimed, LEASE);
        assertThat(returns.wentOut(row)).isPresent();
    }

    private @Nullable String mailboxOf(String reader) {
        return Objects.requireNonNull(database.getCollection("newsletter-mails")
                        .find(new Document("subscriber", reader))
                        .first())
                .getString("mailbox");
    }

    @Test
    void goesOnAtOnceWithWhatADeadSenderHadNotBegun() {
        ledger.add(ISSUE, readers(0, 3));
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, 3);
        begin(claims, claimed.subList(0, 1), LEASE.multipliedBy(2));

        assertThat(later.reclaim(ISSUE)).as("maybe sent").isZero();

        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(3, 3, 0, 0, 0, 0, 0));
        List<Claimed> again = later.claim(ISSUE, 2, LEASE, 3);
        assertThat(again)
                .extracting(Claimed::row)
                .containsExactlyInAnyOrder(claimed.get(1).row(), claimed.get(2).row());
        assertThat(again).extracting(Claimed::attempt).containsOnly(1);
        assertThat(ledger.isSending(ISSUE, List.of(1))).as("only the one begun").isTrue();
        claims.mark(Map.of(claimed.getFirst(), new Fate.Sent()));
        assertThat(rowsMailed(List.of(1))).containsExactly(claimed.getFirst().row());
    }

    @Test
    void letsNobodyBeginWhatAnotherHasMeanwhile() {
        ledger.add(ISSUE, readers(0, 3));
        List<Claimed> slow = claims.claim(ISSUE, 1, LEASE, 3);
        begin(claims, slow.subList(0, 1), LEASE.multipliedBy(2));
        later.reclaim(ISSUE);
        List<Claimed> others = later.claim(ISSUE, 1, LEASE, 1);

        assertThat(begin(claims, slow, LEASE)).containsExactly(slow.getFirst());
        assertThat(begin(later, others, LEASE)).containsExactlyElementsOf(others);
        slow.forEach(row -> claims.mark(Map.of(row, new Fate.Untried(Duration.ZERO))));
        assertThat(ledger.counts(ISSUE).open()).isEqualTo(3);
        assertThat(begin(later, others, LEASE)).as("still theirs").containsExactlyElementsOf(others);
    }

    @Test
    void letsNobodyBeginWhatTheyClaimedTooLongAgoEvenIfNobodyElseHasIt() {
        ledger.add(ISSUE, readers(0, 3));
        List<Claimed> slow = claims.claim(ISSUE, 1, LEASE, 3);
        begin(claims, slow.subList(0, 1), LEASE.multipliedBy(2));

        assertThat(begin(later, slow, LEASE)).containsExactly(slow.getFirst());

        assertThat(later.reclaim(ISSUE)).as("maybe sent").isZero();
        assertThat(later.claim(ISSUE, 1, LEASE, 3)).hasSize(2);
    }

    @Test
    void isDoneWithAMailOfWhichNobodyCouldSayFiveTimesWhetherItWentOut() {
        ledger.add(ISSUE, readers(0, 2));
        for (int n = 0; n < 5; n++) {
            List<Claimed> claimed = begun(2);
            assertThat(claimed).hasSize(2);
            claimed.stream()
                    .filter(row -> row.subscriber().equals("reader-0"))
                    .forEach(row -> claims.mark(Map.of(row, new Fate.Unclear(Duration.ZERO, "lost"))));
            assertThat(claims.reclaim(ISSUE)).isEqualTo(1);
        }

        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(2, 0, 0, 0, 0, 2, 10));
        assertThat(ledger.hasOpen(ISSUE)).isFalse();
        assertThat(claims.openIssues()).isEmpty();
    }

    @Test
    void suppressesWhatIsNotUnderWayOfAReaderWhoIsErased() {
        ledger.add(ISSUE, readers(0, 1));
        ledger.add("every-story/two", readers(0, 2));
        Claimed underWay = begun(1).getFirst();

        assertThat(ledger.suppress(underWay.subscriber(), "erased")).isEqualTo(1);

        assertThat(ledger.of(underWay.subscriber()))
                .extracting(KeptIssueMail::state)
                .containsExactlyInAnyOrder("SENDING", "SUPPRESSED");
        assertThat(ledger.counts("every-story/two")).isEqualTo(new LedgerCounts(2, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void letsNobodyBeginWhatIsClaimedOfAReaderWhoIsErased() {
        ledger.add(ISSUE, readers(0, 2));
        List<Claimed> claimed = claims.claim(ISSUE, 1, LEASE, 2);
        Claimed erased = claimed.getFirst();

        assertThat(ledger.suppress(erased.subscriber(), "erased")).isEqualTo(1);
        ledger.forgetMailboxes(erased.subscriber());

        assertThat(begin(claims, claimed, LEASE)).containsExactly(claimed.getLast());
        claims.mark(Map.of(erased, new Fate.Untried(Duration.ZERO)));
        assertThat(ledger.counts(ISSUE)).isEqualTo(new LedgerCounts(2, 1, 0, 1, 0, 0, 0));
        assertThat(ledger.of(erased.subscriber())).singleElement().satisfies(kept -> {
            assertThat(kept.state()).isEqualTo("SUPPRESSED");
            assertThat(kept.attempts()).isZero();
        });
        assertThat(database.getCollection("newsletter-mails")
                        .find(new Document("_id", erased.row()))
                        .first())
                .doesNotContainKey("mailbox");
    }

    private static List<Candidate> readers(int from, int to) {
        Set<Candidate> readers = new HashSet<>();
        IntStream.range(from, to).forEach(n -> readers.add(reader("reader-" + n, n % 2 == 0)));
        return List.copyOf(readers);
    }

    private static Candidate reader(String id, boolean hasMovedSince) {
        return new Candidate(id, "every-story", hasMovedSince ? "former mailbox of " + id : "mailbox of " + id);
    }
}
