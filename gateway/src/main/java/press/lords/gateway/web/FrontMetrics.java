package press.lords.gateway.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import press.lords.gateway.page.PageAddress;

/** Counts what the front answers under the names that WebFlux's own observation uses. */
@Component
class FrontMetrics {

    private final MeterRegistry registry;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

    FrontMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(HttpMethod method, PageAddress address, ServerHttpResponse response, long startNanos) {
        HttpStatusCode known = response.getStatusCode();
        int status = known == null ? HttpStatus.OK.value() : known.value();
        timers.computeIfAbsent(new Key(method.name(), address.pattern(), status), this::timer)
                .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("http.server.requests")
                .tags("error", "none", "exception", "none", "method", key.method, "uri", key.uri)
                .tags("outcome", key.status < 300 ? "SUCCESS" : "REDIRECTION")
                .tags("status", Integer.toString(key.status))
                .register(registry);
    }

    private record Key(String method, String uri, int status) {}
}
