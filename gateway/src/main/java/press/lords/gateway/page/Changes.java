package press.lords.gateway.page;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

import press.lords.gateway.view.View;
import press.lords.gateway.view.View.Changed;

/**
 * Tells whether something was read before the latest change of its article. Who builds a page takes the number first and reads the view then,
 * so that a slow builder is found out whenever it finishes. Articles share slots: at worst a page is built once too often.
 */
final class Changes {

    private static final int SLOTS = 8192;

    private final AtomicLong latest = new AtomicLong();
    private final AtomicLongArray latestInSlot = new AtomicLongArray(SLOTS);

    static Changes of(View view) {
        Changes changes = new Changes();
        view.onChange(change -> {
            switch (change) {
                case Changed.Article(String id) -> changes.changed(slot(id));
                case Changed.Furniture() -> {}
                case Changed.Everything() -> IntStream.range(0, SLOTS).forEach(changes::changed);
            }
        });
        return changes;
    }

    long number() {
        return latest.get();
    }

    boolean anySince(long number) {
        return latest.get() > number;
    }

    boolean anySince(long number, String articleId) {
        return latestInSlot.get(slot(articleId)) > number;
    }

    private void changed(int slot) {
        latestInSlot.accumulateAndGet(slot, latest.incrementAndGet(), Math::max);
    }

    private static int slot(String articleId) {
        int hash = articleId.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
