package press.lords.platform.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** All children, in the order of their start, in groups that start and end together. */
public final class Children {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final RunFolder run;
    private final Consumer<String> say;
    private final Readiness readiness;
    private final List<List<Supervised>> groups = new ArrayList<>();
    private boolean stopped;

    public Children(RunFolder run, Consumer<String> say) {
        this.run = run;
        this.say = say;
        readiness = new Readiness(run, say);
    }

    /** Starts children together and waits until all of them work, telling what it waits for. */
    public void start(List<ChildSpec> specs) throws InterruptedException {
        var group = specs.stream()
                .map(spec -> new Supervised(spec, run, readiness, say))
                .toList();
        if (!add(group)) {
            return;
        }
        var names = group.stream().map(Supervised::name).toList();
        names.forEach(readiness::expect);
        group.forEach(child -> Thread.ofVirtual().name(child.name()).start(child::keepRunning));
        long start = System.nanoTime();
        var missing = readiness.await(names, PROGRESS);
        while (!missing.isEmpty()) {
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            say.accept("  … waiting for %s (%d s)".formatted(String.join(", ", missing), seconds));
            missing = readiness.await(names, PROGRESS);
        }
    }

    /** Says from now on in the run folder whether everything is up. */
    public void open() {
        readiness.open(true);
    }

    /** Ends all children, the last group first. */
    public void stop() throws InterruptedException {
        readiness.open(false);
        for (var group : reversedAndClosed()) {
            stop(group);
        }
    }

    private synchronized boolean add(List<Supervised> group) {
        if (!stopped) {
            groups.add(group);
        }
        return !stopped;
    }

    private synchronized List<List<Supervised>> reversedAndClosed() {
        stopped = true;
        return List.copyOf(groups.reversed());
    }

    private void stop(List<Supervised> group) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stops = group.stream().map(Children::stopping).toList();
            for (var stop : threads.invokeAll(stops)) {
                stop.get();
            }
        } catch (ExecutionException failure) {
            say.accept("Not everything stopped cleanly: " + failure.getCause());
        }
    }

    private static Callable<String> stopping(Supervised child) {
        return () -> {
            child.stop(GRACE);
            return child.name();
        };
    }
}
