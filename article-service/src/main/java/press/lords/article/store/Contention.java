package press.lords.article.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import press.lords.article.request.RequestProblem;

/**
 * What happens when several editors change one thing at once: each reads, decides and commits again until its commit finds what it read.
 * Editors of this instance queue, so only instances race; the commit itself is what makes it right.
 */
public final class Contention {

    private static final int LOCKS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ReentrantLock[] locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(ReentrantLock[]::new);

    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .includes(LostRace.class)
            .maxRetries(60)
            .delay(Duration.ofMillis(2))
            .jitter(Duration.ofMillis(2))
            .multiplier(1.4)
            .maxDelay(Duration.ofMillis(150))
            .timeout(PATIENCE)
            .build());

    /**
     * Attempts a change until it takes.
     *
     * @param attempt reads, decides and commits; empty when the commit matched nothing
     */
    public <T> T settle(String id, Supplier<Optional<T>> attempt) {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        if (!isMyTurn(lock)) {
            throw new RequestProblem.Contended();
        }
        try {
            return retry.execute(() -> attempt.get().orElseThrow(LostRace::new));
        } catch (RetryException e) {
            if (e.getCause() instanceof RuntimeException refused && !(refused instanceof LostRace)) {
                throw refused;
            }
            if (e.getCause() instanceof Error death) {
                throw death;
            }
            throw new RequestProblem.Contended();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isMyTurn(ReentrantLock lock) {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class LostRace extends RuntimeException {
        LostRace() {
            super(null, null, false, false);
        }
    }
}
