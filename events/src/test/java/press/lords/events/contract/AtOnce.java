package press.lords.events.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several callers who begin at the same moment. */
final class AtOnce {

    static final int CALLERS = 12;

    private AtOnce() {}

    /** What each was answered. */
    static <T> List<T> all(Callable<T> call) {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<T>> calls = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> one : calls) {
            answers.add(answer(one));
        }
        return answers;
    }

    private static <T> T answer(Future<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError("a caller was refused", e.getCause());
        }
    }
}
