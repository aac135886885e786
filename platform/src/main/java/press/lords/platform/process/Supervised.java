package press.lords.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** One child that is kept running until it is told to stop. */
final class Supervised {

    private static final long LOG_BYTES = 5_000_000;
    private static final Duration LOG_PAUSE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 8;

    private final ChildSpec spec;
    private final RunFolder run;
    private final Readiness readiness;
    private final Consumer<String> say;
    private final LogFile log;
    private final BackOff backOff = new BackOff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Process process;

    Supervised(ChildSpec spec, RunFolder run, Readiness readiness, Consumer<String> say) {
        this.spec = spec;
        this.run = run;
        this.readiness = readiness;
        this.say = say;
        log = new LogFile(spec.log(), LOG_BYTES, LOG_PAUSE);
    }

    String name() {
        return spec.name();
    }

    /** Runs the child again and again, until stopped. */
    void keepRunning() {
        try {
            while (!isStopping()) {
                var ending = runOnce();
                if (!isStopping()) {
                    var pause = backOff.next();
                    say.accept("%s %s; starting it again in %.1f s".formatted(name(), ending, pause.toMillis() / 1e3));
                    stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the child to end, and makes it end when it takes too long. */
    void stop(Duration grace) throws InterruptedException, IOException {
        stopping.countDown();
        var running = process();
        if (running != null) {
            // Not Process.destroy(): that would close the pipe which the child still writes its last lines to.
            running.toHandle().destroy();
            if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                say.accept(name() + " takes too long to stop; ending it by force");
                running.destroyForcibly().waitFor();
            }
        }
        run.stopped(name());
    }

    private String runOnce() throws InterruptedException {
        try {
            long before = log.size();
            var started = start();
            if (started == null) {
                return "was stopped";
            }
            var writer = Thread.ofVirtual().start(() -> write(started));
            Thread.ofVirtual().start(() -> new HealthCheck(spec.probe()).run(started, works -> note(started, works)));
            int code = started.waitFor();
            note(started, false);
            writer.join(Duration.ofSeconds(1));
            tellLastLines(before);
            return "ended (exit code " + code + ")";
        } catch (IOException | UncheckedIOException failure) {
            return "can't be started (" + failure.getMessage() + ")";
        }
    }

    private synchronized @Nullable Process start() throws IOException, InterruptedException {
        if (isStopping()) {
            return null;
        }
        var started = spec.process().start();
        process = started;
        try {
            run.started(name(), started.pid());
        } catch (IOException failure) {
            // What the folder doesn't show, nobody would end.
            started.destroyForcibly().waitFor();
            throw failure;
        }
        return started;
    }

    /** A late answer of a process that ended must not count. */
    private synchronized void note(Process of, boolean works) {
        if (!works || of.isAlive()) {
            readiness.working(name(), works);
            if (works) {
                backOff.reset();
            }
        }
    }

    private void write(Process of) {
        log.writeAll(
                of.getInputStream(),
                failure -> say.accept("The log of %s can't be written: %s".formatted(name(), failure)));
    }

    private void tellLastLines(long since) throws IOException {
        if (!isStopping()) {
            log.tail(LAST_LINES, since).forEach(line -> say.accept("[%s] %s".formatted(name(), line)));
        }
    }

    private synchronized @Nullable Process process() {
        return process;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
