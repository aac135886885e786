package press.lords.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code kill -9} of everything in turn while editors publish: what was acknowledged is in the log and on its page. */
@ExtendWith(SharedPress.class)
class KillsJourneyIT {

    private static final List<String> VICTIMS =
            List.of("article-service", "gateway", "weather-service", "broker", "database");
    private static final int WRITERS = 4;
    private static final int ARTICLES_EACH = 5;

    private final Storm storm = Storm.ofThisBuild();

    @Test
    void losesNothingThatWasAcknowledged(RunningPress press) throws Exception {
        try (var desk = new Desk(press);
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            var publisher = new Publisher(desk);
            var witness = new Witness(press, desk);
            var over = new AtomicBoolean();
            var writing = new ArrayList<Future<Void>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writing.add(writers.submit(publishUntil(over, publisher, "kills-" + writer)));
            }
            try {
                for (int i = 0; i < storm.kills(); i++) {
                    var victim =
                            VICTIMS.get(i < VICTIMS.size() ? i : storm.random().nextInt(VICTIMS.size()));
                    TimeUnit.MILLISECONDS.sleep(500 + storm.random().nextInt(1_500));
                    System.out.println("storm: kill -9 of " + victim);
                    witness.kill(victim);
                }
            } finally {
                over.set(true);
            }
            for (Future<Void> writer : writing) {
                writer.get(1, TimeUnit.MINUTES);
            }
            assertThat(publisher.acknowledged()).isNotEmpty();
            witness.everyRevisionIsInItsPlace(publisher.acknowledged());
        }
    }

    private static Callable<Void> publishUntil(AtomicBoolean over, Publisher publisher, String name) throws Exception {
        var ids = new TreeMap<String, String>();
        for (int i = 0; i < ARTICLES_EACH; i++) {
            ids.put(name + "-" + i, publisher.draft(name + "-" + i));
        }
        return () -> {
            for (int round = 1; !over.get(); round++) {
                for (var article : ids.entrySet()) {
                    publisher.publish(article.getValue(), article.getKey(), "Round " + round);
                    TimeUnit.MILLISECONDS.sleep(60);
                }
            }
            return null;
        };
    }
}
