package press.lords.events.shutdown;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Between the moment at which a service refuses readiness and the moment at which it takes no more requests, a balancer must be able to notice:
 * {@code @Import} it. It comes before everything else that stops, so a service is whole for as long as it is asked.
 */
public final class Drain implements ApplicationListener<ContextClosedEvent>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext service;
    private final Duration length;

    Drain(ApplicationContext service, @Value("${press.drain:0s}") Duration length) {
        this.service = service;
        this.length = length;
    }

    /** Readiness is refused since a moment ago: Spring Boot does that before it tells anybody. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        // The management's context is one below, and is told of too.
        if (length.isPositive() && service.equals(event.getApplicationContext())) {
            log.info("taking requests for another {}", length);
            try {
                Thread.sleep(length);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
