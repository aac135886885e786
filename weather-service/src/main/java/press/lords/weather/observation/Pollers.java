package press.lords.weather.observation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Looks after every place for as long as the service runs: at once, then whenever it may be polled again. Whichever instance comes first then polls,
 * so no two polls are further apart than the interval, and no two are closer than four fifths of it.
 */
final class Pollers implements SmartLifecycle {

    private static final int SHUTDOWN_SECONDS = 15;

    private final List<PollInTurn> places;
    private final Clock clock;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    Pollers(List<PollInTurn> places, Clock clock) {
        this.places = places;
        this.clock = clock;
        scheduler.setPoolSize(places.size());
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("weather-poll-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void start() {
        scheduler.initialize();
        places.forEach(this::lookAfter);
        running = true;
    }

    private void lookAfter(PollInTurn place) {
        AtomicReference<Instant> next = new AtomicReference<>(clock.instant());
        Future<?> _ = scheduler.schedule(
                () -> {
                    // Should the look fail: a time in the past would have it fail again at once.
                    next.set(place.unknown());
                    next.set(place.look());
                },
                _ -> next.get());
    }

    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
