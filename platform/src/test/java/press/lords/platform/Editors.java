package press.lords.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import press.lords.platform.Publisher.Publication;

import static org.awaitility.Awaitility.await;

/** Editors who publish at a steady rate, whatever breaks, and for each publication a reader who waits for its page. */
final class Editors implements AutoCloseable {

    private static final int EDITORS = 4;
    private static final int ARTICLES_EACH = 5;
    private static final long EVERY_MILLIS = 250;

    private final Desk desk;
    private final Publisher publisher;
    private final ScheduledExecutorService editors = Executors.newScheduledThreadPool(EDITORS);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> rounds = new ArrayList<>();
    private final Queue<Future<Duration>> waits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger visible = new AtomicInteger();

    Editors(Desk desk) {
        this.desk = desk;
        publisher = new Publisher(desk);
    }

    void start() throws IOException, InterruptedException {
        for (int editor = 0; editor < EDITORS; editor++) {
            var slugs = new ArrayList<String>();
            var ids = new ArrayList<String>();
            for (int article = 0; article < ARTICLES_EACH; article++) {
                slugs.add("steady-" + editor + "-" + article);
                ids.add(publisher.draft(slugs.get(article)));
            }
            var turn = new AtomicInteger();
            rounds.add(editors.scheduleAtFixedRate(
                    () -> {
                        int next = turn.getAndIncrement();
                        publish(ids.get(next % ARTICLES_EACH), slugs.get(next % ARTICLES_EACH), "Turn " + next);
                    },
                    editor * EVERY_MILLIS / EDITORS,
                    EVERY_MILLIS,
                    TimeUnit.MILLISECONDS));
        }
    }

    private void publish(String id, String slug, String body) {
        try {
            long start = System.nanoTime();
            var publication = publisher.publish(id, slug, body);
            publication.ifPresentOrElse(
                    made -> waits.add(readers.submit(() -> awaitVisible(made, start))), refused::incrementAndGet);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration awaitVisible(Publication publication, long start) {
        var page = publication.page() + "?at-least=" + publication.position();
        await().atMost(Witness.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> desk.read(page).status() == 200);
        visible.incrementAndGet();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits until so many more publications are visible. */
    void goOnFor(int publications) {
        int wanted = visible.get() + publications;
        await().atMost(Witness.PATIENCE).until(() -> visible.get() >= wanted);
    }

    /** Ends the editors' work and answers how long each publication took to be visible, the shortest first. */
    List<Duration> stop() throws InterruptedException, ExecutionException {
        editors.shutdown();
        if (!editors.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("an editor doesn't stop");
        }
        var pauses = new ArrayList<Duration>();
        for (var wait : waits) {
            pauses.add(wait.get());
        }
        Collections.sort(pauses);
        return pauses;
    }

    Publisher publisher() {
        return publisher;
    }

    /** How often an editor's publication got no answer or another one than yes. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        editors.shutdownNow();
        readers.shutdownNow();
    }
}
