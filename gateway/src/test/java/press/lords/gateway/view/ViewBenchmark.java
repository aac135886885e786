package press.lords.gateway.view;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import press.lords.events.Topic;
import press.lords.events.kafka.RevisionRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Measures the view without a broker: {@code ViewBenchmark <articles>}. Prints figures, asserts nothing. */
final class ViewBenchmark {

    private static final int BODY_WORDS = 430;
    private static final int BATCH = 500;
    private static final int SINGLES = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Random random = new Random(7);
    private final List<String> words = new ArrayList<>();
    private final RevisionRecord template = Fixtures.sealed(
            "@id@", 1, Fixtures.published(Fixtures.content("@slug@", "Headline of @slug@", "<p>@body@</p>")));
    private long offset;

    private ViewBenchmark() {
        for (int n = 0; n < 8_000; n++) {
            int length = 3 + random.nextInt(7);
            words.add(random.ints(length, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int articles = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        Path dir = Files.createTempDirectory("view-benchmark");
        try (DiskView view = Fixtures.view(dir)) {
            new ViewBenchmark().run(view, articles);
        }
    }

    private void run(DiskView view, int articles) throws Exception {
        ScheduledExecutorService commits = Executors.newScheduledThreadPool(1);
        var _ = commits.scheduleWithFixedDelay(() -> commit(view), 1, 1, TimeUnit.SECONDS);
        rebuild(view, articles);
        singles(view, articles);
        time("lookup by slug", 20_000, n -> view.article("slug-" + random.nextInt(articles)));
        time("front, 20 items", 2_000, n -> view.list(new Selection.Front(), null, 20));
        time(
                "category, 20 items",
                2_000,
                n -> view.list(new Selection.InCategories(Set.of("c" + random.nextInt(20))), null, 20));
        long from = System.nanoTime();
        Fixtures.search(view);
        print("full text of all", articles, System.nanoTime() - from);
        time("search of two words, 10 hits", 500, n -> view.search(word() + " " + word(), null, 10));
        commits.shutdownNow();
        System.gc();
        System.out.printf(
                "heap after collection: %d MB%n",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private void rebuild(DiskView view, int articles) throws IOException {
        long spent = 0;
        long cpu = 0;
        long shown = System.nanoTime();
        for (int done = 0; done < articles; done += BATCH) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (int n = done; n < Math.min(articles, done + BATCH); n++) {
                batch.add(record(n, 1));
            }
            long from = System.nanoTime();
            long cpuFrom = THREADS.getCurrentThreadCpuTime();
            List<Reading> readings =
                    batch.parallelStream().map(view.projection()::read).toList();
            for (int n = 0; n < batch.size(); n++) {
                view.projection().apply(batch.get(n), readings.get(n));
            }
            view.index().advance(progress());
            if (view.index().isFull() || System.nanoTime() - shown > 1_000_000_000L) {
                view.projection().show();
                shown = System.nanoTime();
            }
            // The first half warms up.
            spent += done < articles / 2 ? 0 : System.nanoTime() - from;
            cpu += done < articles / 2 ? 0 : THREADS.getCurrentThreadCpuTime() - cpuFrom;
        }
        view.projection().show();
        print("rebuild", articles / 2, spent);
        System.out.printf("  CPU of the applying thread per record: %.1f µs%n", cpu / 500.0 / articles);
    }

    private void singles(DiskView view, int articles) throws Exception {
        time("one publication until visible", SINGLES, n -> {
            ConsumerRecord<byte[], byte[]> message = record(articles + n, 1);
            view.projection().apply(message, view.projection().read(message));
            view.index().advance(progress());
            view.projection().show();
        });
    }

    private interface Work {
        void run(int n) throws Exception;
    }

    private static void time(String what, int times, Work work) throws Exception {
        for (int n = 0; n < times / 5; n++) {
            work.run(n);
        }
        long[] nanos = new long[times];
        long cpuFrom = THREADS.getCurrentThreadCpuTime();
        for (int n = 0; n < times; n++) {
            long from = System.nanoTime();
            work.run(n + times);
            nanos[n] = System.nanoTime() - from;
        }
        double cpu = (THREADS.getCurrentThreadCpuTime() - cpuFrom) / 1e6 / times;
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.3f ms, p99 %.3f ms, CPU %.3f ms%n",
                what, nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6, cpu);
    }

    private static void print(String what, int count, long nanos) {
        System.out.printf("%s: %,d in %.1f s, %,.0f/s%n", what, count, nanos / 1e9, count * 1e9 / nanos);
    }

    private static void commit(DiskView view) {
        try {
            view.commitIfNeeded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Progress progress() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(new TopicPartition("articles", 0), offset);
        return new Progress("c", Map.of(Topic.ARTICLES, "t"), offsets);
    }

    private String word() {
        return words.get((int) Math.abs(random.nextGaussian() * 1_500) % words.size());
    }

    /** Without sealing, whose hash would cost more than what is measured. */
    private ConsumerRecord<byte[], byte[]> record(int n, int number) {
        StringBuilder body = new StringBuilder();
        for (int w = 0; w < BODY_WORDS; w++) {
            body.append(word()).append(w % 80 == 79 ? "</p><p>" : " ");
        }
        String value = new String(template.value(), UTF_8)
                .replace("@id@", "a" + n)
                .replace("@slug@", "slug-" + n)
                .replace("\"slug\":\"town\"", "\"slug\":\"c" + n % 20 + "\"")
                .replace("@body@", body);
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                "articles", 0, offset++, ("a" + n + "/" + number).getBytes(UTF_8), value.getBytes(UTF_8));
        template.headers()
                .forEach((name, text) -> message.headers()
                        .add(name, text.replace("@id@", "a" + n).getBytes(UTF_8)));
        return message;
    }
}
