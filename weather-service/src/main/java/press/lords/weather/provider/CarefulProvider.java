package press.lords.weather.provider;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.observation.Observation;
import press.lords.weather.observation.Place;
import press.lords.weather.observation.WeatherProvider;

/** Asks a provider no more than it allows, and leaves it alone for longer and longer while it fails. */
final class CarefulProvider implements WeatherProvider {

    private static final int FAILURES_TO_OPEN = 3;

    private final WeatherProvider provider;
    private final Allowance allowance;
    private final CircuitBreaker breaker;

    CarefulProvider(WeatherProvider provider, Allowance allowance, CircuitBreaker breaker) {
        this.provider = provider;
        this.allowance = allowance;
        this.breaker = breaker;
    }

    /** Opens after three failures in a row, first for {@code shortest}, then twice as long each time it fails again, up to four times that. */
    static CircuitBreaker breaker(String name, Duration shortest) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES_TO_OPEN)
                        .minimumNumberOfCalls(FAILURES_TO_OPEN)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(shortest, 2, shortest.multipliedBy(4)))
                        .build());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Observation observe(Place place) throws NoObservation {
        if (!breaker.tryAcquirePermission()) {
            throw new NoObservation(Reason.SUSPENDED);
        }
        boolean asked = false;
        try {
            asked = allowance.take();
        } finally {
            if (!asked) {
                breaker.releasePermission();
            }
        }
        if (!asked) {
            throw new NoObservation(Reason.SUSPENDED);
        }
        return ask(place);
    }

    private Observation ask(Place place) throws NoObservation {
        long start = breaker.getCurrentTimestamp();
        try {
            Observation observation = provider.observe(place);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return observation;
        } catch (NoObservation | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            if (e instanceof NoObservation refused) {
                refused.retryAfter().ifPresent(allowance::suspend);
            }
            throw e;
        }
    }
}
