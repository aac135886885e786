package press.lords.gateway.view;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import press.lords.events.Position;
import press.lords.gateway.view.View.Changed;

/** Requests that wait for what was just published. Their number and their patience are bounded. */
final class Waiters {

    private static final int PATIENCE_SECONDS = 30;

    private final int max;
    private final Predicate<Position> isVisible;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Set<Waiter>> byArticle = new ConcurrentHashMap<>();

    private record Waiter(Position position, CompletableFuture<Void> visible) {}

    Waiters(int max, Predicate<Position> isVisible) {
        this.max = max;
        this.isVisible = isVisible;
    }

    CompletableFuture<Void> await(Position position) {
        if (isVisible.test(position)) {
            return CompletableFuture.completedFuture(null);
        }
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many requests wait already"));
        }
        Waiter waiter = new Waiter(position, new CompletableFuture<>());
        byArticle.compute(position.articleId(), (id, waiting) -> {
            Set<Waiter> all = waiting == null ? ConcurrentHashMap.newKeySet() : waiting;
            all.add(waiter);
            return all;
        });
        var _ = waiter.visible
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((nothing, failure) -> leave(waiter));
        // It may have become visible before it was waited for.
        letGo(Set.of(waiter));
        return waiter.visible;
    }

    /** Lets go whom the change makes happy, on other threads than the caller's. */
    void onChange(Changed change) {
        switch (change) {
            case Changed.Article(String id) -> letGo(byArticle.getOrDefault(id, Set.of()));
            case Changed.Furniture() -> {}
            case Changed.Everything() -> byArticle.values().forEach(this::letGo);
        }
    }

    private void letGo(Set<Waiter> waiting) {
        for (Waiter waiter : waiting) {
            if (isVisible.test(waiter.position)) {
                waiter.visible.completeAsync(() -> null);
            }
        }
    }

    int waiting() {
        return count.get();
    }

    private void leave(Waiter waiter) {
        count.decrementAndGet();
        byArticle.computeIfPresent(waiter.position.articleId(), (id, waiting) -> {
            waiting.remove(waiter);
            return waiting.isEmpty() ? null : waiting;
        });
    }
}
