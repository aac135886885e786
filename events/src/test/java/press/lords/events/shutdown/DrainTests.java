package press.lords.events.shutdown;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class DrainTests {

    private static final Duration LENGTH = Duration.ofMillis(400);
    /** What a test never waits for. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private final Map<String, Long> stopped = new ConcurrentHashMap<>();

    @Test
    void comesBeforeEverythingElseThatStops() {
        GenericApplicationContext service = service(LENGTH);
        long start = System.nanoTime();

        service.close();

        assertThat(stopped)
                .containsOnlyKeys("listener", "lifecycle")
                .allSatisfy((_, at) -> assertThat(at - start).isGreaterThanOrEqualTo(LENGTH.toNanos()));
    }

    @Test
    void takesNoTimeUnlessItIsTold() {
        assertTimeoutPreemptively(AT_ONCE, service(Duration.ZERO)::close);
    }

    @Test
    void isOfTheServiceAloneAndNotOfWhatIsBelowIt() {
        GenericApplicationContext management = new GenericApplicationContext(service(FOR_EVER));
        management.refresh();

        assertTimeoutPreemptively(AT_ONCE, management::close);
    }

    @Test
    void endsWhenItIsInterrupted() throws Exception {
        Thread closing = Thread.startVirtualThread(service(FOR_EVER)::close);
        closing.interrupt();

        assertThat(closing.join(AT_ONCE)).isTrue();
    }

    private GenericApplicationContext service(Duration drain) {
        AnnotationConfigApplicationContext service = new AnnotationConfigApplicationContext();
        service.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        service.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("press.drain", drain.toMillis() + "ms")));
        service.registerBean("aListener", ApplicationListener.class, () ->
                (ApplicationListener<ContextClosedEvent>) _ -> stopped.put("listener", System.nanoTime()));
        service.registerBean(Lifecycle.class, () -> new Lifecycle(stopped));
        service.registerBean(Drain.class);
        service.refresh();
        return service;
    }

    private static final class Lifecycle implements SmartLifecycle {
        private final Map<String, Long> stopped;
        private boolean running;

        Lifecycle(Map<String, Long> stopped) {
            this.stopped = stopped;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            stopped.put("lifecycle", System.nanoTime());
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
