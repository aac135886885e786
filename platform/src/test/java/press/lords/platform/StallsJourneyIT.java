package press.lords.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import press.lords.platform.Publisher.Publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An instance that is stopped in the middle of a publication and wakes up after another one went on: no number twice, none missing. */
@ExtendWith(SharedPress.class)
class StallsJourneyIT {

    private static final int TOGETHER = 20;

    private final Storm storm = Storm.ofThisBuild();

    @Test
    void givesNoNumberTwiceAndMissesNone(RunningPress press) throws Exception {
        var port = RunningPress.freePort();
        var second = ChildTwin.of(press, "article-service")
                .start(Map.of(
                        "SERVER_PORT", String.valueOf(port),
                        "MANAGEMENT_SERVER_PORT", String.valueOf(RunningPress.freePort())));
        try (var desk = new Desk(press);
                var otherDesk = new Desk(press, URI.create("http://127.0.0.1:" + port));
                var thread = Executors.newFixedThreadPool(2)) {
            await().atMost(Witness.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> otherDesk.read("/readyz").status() == 200);
            var publisher = new Publisher(desk);
            var other = publisher.at(otherDesk);
            for (int round = 0; round < storm.stalls(); round++) {
                stall(press.pid("article-service"), "stalls-" + round, publisher, other, thread);
            }
            publishTogether(publisher, other, thread);
            new Witness(press, desk).everyRevisionIsInItsPlace(publisher.acknowledged());
            numbersHaveNoGap(publisher);
        } finally {
            second.destroy();
            second.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private void stall(long newsroom, String slug, Publisher publisher, Publisher other, ExecutorService thread)
            throws Exception {
        var id = publisher.draft(slug);
        var stalled = thread.submit(() -> publisher.publish(id));
        TimeUnit.MILLISECONDS.sleep(storm.random().nextInt(15));
        Witness.signal(newsroom, "STOP");
        try {
            for (int n = 1; n <= 3; n++) {
                assertThat(other.publish(id, slug, "By the second instance: " + n))
                        .isPresent();
            }
        } finally {
            Witness.signal(newsroom, "CONT");
        }
        stalled.get(1, TimeUnit.MINUTES);
    }

    private static void publishTogether(Publisher one, Publisher other, ExecutorService threads) throws Exception {
        var id = one.draft("together");
        var tasks = new ArrayList<Callable<Void>>();
        for (var publisher : List.of(one, other)) {
            tasks.add(() -> {
                for (int n = 0; n < TOGETHER; n++) {
                    publisher.publish(id, "together", (publisher == one ? "One " : "Other ") + n);
                }
                return null;
            });
        }
        for (var done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    /** Other acknowledgements may have been lost with their answer, but two instances that both answer leave no hole. */
    private static void numbersHaveNoGap(Publisher publisher) {
        var numbers = publisher.acknowledged().values().stream()
                .filter(publication -> publication.slug().equals("together"))
                .map(Publication::revision)
                .sorted()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }
}
