package press.lords.subscription.request;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What happens when many change one thing at once: each reads, decides and commits again until its commit finds what it read. */
public final class Contention {

    private static final int TRIES = 40;
    private static final int LONGEST_PAUSE_NANOS = 20_000_000;

    private Contention() {}

    /**
     * Attempts a change until it takes.
     *
     * @param attempt reads, decides and commits; empty when the commit matched nothing
     * @throws RequestProblem.Contended when others change the same thing all the time
     */
    public static <T> T settle(Supplier<Optional<T>> attempt) {
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<T> settled = attempt.get();
            if (settled.isPresent()) {
                return settled.get();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_NANOS));
        }
        throw new RequestProblem.Contended();
    }
}
