package press.lords.weather.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Polls every place for as long as the service runs: at once, then each time after 90 to 100 % of the interval, so that instances and places
 * don't keep step. A lease lasts for 80 %: whichever instance comes first after that polls, so no two polls are further apart than the
 * interval, and no two are closer than four fifths of it.
 */
final class Pollers implements SmartLifecycle {

    private static final int SHUTDOWN_SECONDS = 15;

    private final List<? extends Runnable> polls;
    private final Duration interval;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    Pollers(List<? extends Runnable> polls, Duration interval) {
        this.polls = polls;
        this.interval = interval;
        scheduler.setPoolSize(polls.size());
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("weather-poll-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static Duration leaseLength(Duration interval) {
        return interval.multipliedBy(4).dividedBy(5);
    }

    @Override
    public void start() {
        scheduler.initialize();
        Trigger trigger = this::next;
        for (Runnable poll : polls) {
            Future<?> _ = scheduler.schedule(poll, trigger);
        }
        running = true;
    }

    private Instant next(TriggerContext context) {
        Instant last = context.lastActualExecution();
        Instant now = context.getClock().instant();
        if (last == null) {
            return now;
        }
        long shortest = interval.toMillis() * 9 / 10;
        return last.plusMillis(ThreadLocalRandom.current().nextLong(shortest, interval.toMillis() + 1));
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
