package press.lords.gateway.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import press.lords.events.ArticleEvent;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Revision;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the order in which the log's records come, and however often, the view ends up the same. */
class OrderTests {

    private static final int ARTICLES = 12;
    private static final int MAX_REVISIONS = 6;

    @TempDir
    private Path dir;

    @Test
    void duplicatesShufflesAndReversalsChangeNothing() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("OrderTests seed: " + seed);
        Random random = new Random(seed);
        List<ConsumerRecord<byte[], byte[]>> log = log(random);
        Map<String, Object> expected = outcome(log, random, "in-order");

        assertThat(outcome(log.reversed(), random, "reversed")).isEqualTo(expected);
        for (int round = 0; round < 5; round++) {
            List<ConsumerRecord<byte[], byte[]>> doubled = new ArrayList<>(log);
            doubled.addAll(log);
            Collections.shuffle(doubled, random);
            assertThat(outcome(doubled, random, "shuffled-" + round))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> log(Random random) {
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int article = 0; article < ARTICLES; article++) {
            int revisions = 1 + random.nextInt(MAX_REVISIONS);
            for (int number = 1; number <= revisions; number++) {
                log.add(Fixtures.message("a" + article, number, event(random, article, number)));
            }
        }
        for (int number = 1; number <= 4; number++) {
            log.add(Fixtures.message("ada", number, new Profiled("Ada " + number, "")));
        }
        return log;
    }

    private static ArticleEvent event(Random random, int article, int number) {
        String slug = "article-" + article + (random.nextInt(3) == 0 ? "-" + number : "");
        return switch (random.nextInt(6)) {
            case 0 -> Fixtures.retraction(slug);
            case 1 -> number == 1 ? Fixtures.article(slug) : Fixtures.redaction(slug, 1 + random.nextInt(number - 1));
            case 2 -> Fixtures.correction(slug);
            default -> Fixtures.article(slug);
        };
    }

    private Map<String, Object> outcome(List<ConsumerRecord<byte[], byte[]>> log, Random random, String name)
            throws Exception {
        try (DiskView view = Fixtures.view(dir.resolve(name))) {
            for (int from = 0; from < log.size(); ) {
                int to = Math.min(log.size(), from + 1 + random.nextInt(10));
                Fixtures.apply(view, log.subList(from, to));
                from = to;
            }
            return everythingIn(view);
        }
    }

    private static Map<String, Object> everythingIn(DiskView view) throws Exception {
        Map<String, Object> all = new TreeMap<>();
        for (int article = 0; article < ARTICLES; article++) {
            String id = "a" + article;
            for (int number = 1; number <= MAX_REVISIONS; number++) {
                all.put(id + "/" + number, view.revision(id, number));
                all.put(id + "/" + number + " removed", view.redaction(id, number));
                String slug = "article-" + article + "-" + number;
                all.put(slug, view.article(slug));
            }
            all.put("article-" + article, view.article("article-" + article));
            all.put(id + " corrections", view.corrections(id, MAX_REVISIONS));
        }
        all.put("front", view.list(new Selection.Front(), null, 100));
        all.put(
                "authors",
                Optional.of(view.furniture().authors()).map(Map::values).map(List::copyOf).stream()
                        .flatMap(List::stream)
                        .map(Revision::number)
                        .toList());
        return all;
    }
}
