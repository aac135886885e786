package press.lords.subscription.mailing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.delivery.Attempt;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Fate;
import press.lords.subscription.ledger.LedgerCounts;
import press.lords.subscription.ledger.TestLedger;
import press.lords.subscription.mailing.Fence.Addressed;
import press.lords.subscription.mailing.SendMail.Tried;
import press.lords.subscription.signup.EmailAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchIT {

    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final TestLedger ledger = new TestLedger(mongo.getDatabase(TestDatabase.name()));
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void leavesMailsForMaybeSentWhenItCannotWriteDownInTimeWhatBecameOfThem() {
        List<Claimed> rows = ledger.claimed(15, LONG);
        Batch batch = batch(rows, SHORT);
        ledger.onMark(this::refuse);
        assertThatThrownBy(() -> send(batch, rows.subList(0, 10))).isInstanceOf(MongoException.class);
        ledger.onMark(() -> {});

        batch.giveBackTheRest();

        assertThat(sent).hasValue(10);
        assertThat(ledger.reclaimed(SHORT)).isEqualTo(10);
        assertThat(ledger.counts()).isEqualTo(new LedgerCounts(15, 15, 0, 0, 0, 0, 10));
    }

    @Test
    void leavesMailsForMaybeSentWhenItCannotWriteDownWhatBecameOfThemWhileItIsStopped() {
        List<Claimed> rows = ledger.claimed(3, LONG);
        Batch batch = batch(rows, LONG);
        ledger.onMark(() -> {
            stopping.set(true);
            refuse();
        });
        assertThatThrownBy(() -> send(batch, rows.subList(0, 2))).isInstanceOf(MongoException.class);
        ledger.onMark(() -> {});

        batch.giveBackTheRest();

        assertThat(ledger.reclaimed(LONG)).isEqualTo(2);
        assertThat(ledger.counts()).isEqualTo(new LedgerCounts(3, 3, 0, 0, 0, 0, 2));
    }

    @Test
    void writesDownWhatBecameOfMailsOnceTheDatabaseIsBack() {
        List<Claimed> rows = ledger.claimed(2, LONG);
        ledger.onMark(() -> {
            if (tries.get() < 2) {
                refuse();
            }
        });

        send(batch(rows, LONG), rows);

        assertThat(ledger.counts()).isEqualTo(new LedgerCounts(2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void beginsNoMoreMailsWhenItCannotWriteDownWhatBecameOfThoseBefore() {
        ledger.onMark(this::refuseOnce);

        sendsTheFirstTenOfFifteen();
    }

    @Test
    void givesBackWhatItMayHaveBegunWhenItDoesNotKnowThatItHas() {
        ledger.onBegun(this::refuseOnce);

        sendsTheFirstTenOfFifteen();
    }

    private void sendsTheFirstTenOfFifteen() {
        List<Claimed> rows = ledger.claimed(15, LONG);
        Batch batch = batch(rows, LONG);

        assertThatThrownBy(() -> send(batch, rows)).isInstanceOf(MongoException.class);
        batch.giveBackTheRest();

        assertThat(sent).hasValue(10);
        assertThat(ledger.counts()).isEqualTo(new LedgerCounts(15, 5, 10, 0, 0, 0, 0));
        assertThat(ledger.reclaimed(LONG)).as("maybe sent").isZero();
    }

    private void refuseOnce() {
        if (tries.get() == 0) {
            refuse();
        }
    }

    @Test
    void leavesADatabaseAloneForAMomentThatRefusesAtOnce() {
        List<Claimed> rows = ledger.claimed(1, LONG);
        ledger.onMark(this::refuse);

        assertThatThrownBy(() -> send(batch(rows, SHORT), rows)).isInstanceOf(MongoException.class);

        assertThat(tries).hasValueLessThan(5);
    }

    @Test
    void triesNoLongerWhenItIsInterrupted() {
        List<Claimed> rows = ledger.claimed(1, LONG);
        ledger.onMark(() -> {
            Thread.currentThread().interrupt();
            refuse();
        });

        assertThatThrownBy(() -> send(batch(rows, LONG), rows)).isInstanceOf(MongoException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tries).hasValue(1);
    }

    @Test
    void givesBackForAtOnceWhatItClaimedTooLongAgo() {
        List<Claimed> rows = ledger.claimed(3, Duration.ZERO);
        Batch batch = batch(rows, LONG);

        send(batch, rows.subList(0, 2));
        batch.giveBackTheRest();

        assertThat(sent).hasValue(0);
        assertThat(ledger.claimedAgain()).hasSize(3).allMatch(row -> row.attempt() == 1);
    }

    private Batch batch(List<Claimed> rows, Duration lease) {
        return new Batch(rows, ledger.claims(), lease, stopping::get);
    }

    private void send(Batch batch, List<Claimed> rows) {
        List<Addressed> addressed = rows.stream()
                .map(row -> new Addressed(row, new EmailAddress(row.subscriber() + "@example.org"), row.subscriber()))
                .toList();
        batch.send(addressed, (_, _) -> {
            sent.incrementAndGet();
            return new Tried(new Attempt.Taken(), new Fate.Sent());
        });
    }

    private void refuse() {
        tries.incrementAndGet();
        throw new MongoException("not now");
    }
}
