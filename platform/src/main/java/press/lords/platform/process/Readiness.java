package press.lords.platform.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which children work; the run folder says {@code ready} exactly while all do and the launcher has opened the press. */
final class Readiness {

    private final RunFolder run;
    private final Consumer<String> say;
    private final Set<String> children = new TreeSet<>();
    private final Set<String> working = new TreeSet<>();
    private boolean open;
    private boolean ready;

    Readiness(RunFolder run, Consumer<String> say) {
        this.run = run;
        this.say = say;
    }

    synchronized void expect(String child) {
        children.add(child);
        show();
    }

    synchronized void working(String child, boolean works) {
        if (works ? working.add(child) : working.remove(child)) {
            show();
            notifyAll();
        }
    }

    /** From now on the press is ready whenever all children work. */
    synchronized void open(boolean opened) {
        open = opened;
        show();
    }

    synchronized boolean isWorking(String child) {
        return working.contains(child);
    }

    /** Waits until all of these work, at most so long; answers those that don't. */
    synchronized List<String> await(Collection<String> wanted, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        var missing = missing(wanted);
        while (!missing.isEmpty() && end > System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            missing = missing(wanted);
        }
        return missing;
    }

    private List<String> missing(Collection<String> wanted) {
        var missing = new ArrayList<>(wanted);
        missing.removeAll(working);
        return missing;
    }

    private void show() {
        var all = open && working.containsAll(children);
        if (all != ready) {
            try {
                run.ready(all);
                ready = all;
            } catch (IOException failure) {
                say.accept("The file that says ready can't be changed: " + failure);
            }
        }
    }
}
