package press.lords.events.kafka;

import org.jspecify.annotations.Nullable;

/** Where a commit finds the W3C trace context of the request that it belongs to. */
@FunctionalInterface
public interface TraceContext {
    @Nullable
    String traceparent();
}
