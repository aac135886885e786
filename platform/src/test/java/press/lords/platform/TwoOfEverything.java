package press.lords.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** A press with two instances of each service, on the defaults but for what a test has no time for. */
record TwoOfEverything(RunningPress press, WeatherStub weather, PostOffice office) implements AutoCloseable {

    static final Duration WEATHER_INTERVAL = Duration.ofSeconds(2);

    private static final String DIGEST_AT = "PRESS_DIGEST_AT";
    /** An instance that was started reads what it missed for half a minute first. */
    private static final Duration DIGEST_NOT_BEFORE = Duration.ofSeconds(20);

    private static final Duration DIGEST_AFTER_START = Duration.ofSeconds(130);

    static TwoOfEverything start(Path data, Map<String, String> further) throws IOException {
        var weather = new WeatherStub();
        var office = PostOffice.inFrontOfTheSink(data.resolve("ports.properties"));
        var settings = new HashMap<>(further);
        settings.put("PRESS_INSTANCES", "2");
        settings.put("WEATHER_PROVIDER", "openweather");
        settings.put("WEATHER_OPENWEATHER_URL", weather.address());
        settings.put("WEATHER_OPENWEATHER_KEY", "weather-service");
        // So that the provider sees which instance calls.
        settings.put("WEATHER_SERVICE_2_JAVA_OPTIONS", "-Dpress.provider.open-weather.key=weather-service-2");
        settings.put("WEATHER_POLL_INTERVAL", WEATHER_INTERVAL.toSeconds() + "s");
        // The press itself would name its sink.
        settings.put("SUBSCRIPTION_SERVICE_JAVA_OPTIONS", "-Dspring.mail.port=" + office.port());
        settings.put("SUBSCRIPTION_SERVICE_2_JAVA_OPTIONS", "-Dspring.mail.port=" + office.port());
        settings.put("PRESS_DIGEST_ZONE", "UTC");
        settings.put(DIGEST_AT, inTheDay(Instant.now().plus(DIGEST_AFTER_START)));
        return new TwoOfEverything(new RunningPress(RunningPress.CHECKOUT, data, settings, "--empty"), weather, office);
    }

    /** When the digest is due, which is soon but not too soon: on a slow machine the press has to be started again for that. */
    Instant digestAhead() throws InterruptedException, IOException {
        if (Duration.between(Instant.now(), digestAt()).compareTo(DIGEST_NOT_BEFORE) < 0) {
            press.stop();
            press.environment().put(DIGEST_AT, inTheDay(Instant.now().plus(DIGEST_AFTER_START)));
            press.again().awaitReady();
        }
        return digestAt();
    }

    private Instant digestAt() {
        var due = LocalTime.parse(press.environment().getOrDefault(DIGEST_AT, ""))
                .atDate(Instant.now().atOffset(ZoneOffset.UTC).toLocalDate())
                .toInstant(ZoneOffset.UTC);
        // Of two days' the nearer one: it may be midnight soon.
        return due.isBefore(Instant.now().minus(Duration.ofHours(12))) ? due.plus(Duration.ofDays(1)) : due;
    }

    private static String inTheDay(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC)
                .toLocalTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    Desk desk(int gateway) {
        return new Desk(press, press.gateway(gateway, "/"));
    }

    @Override
    public void close() throws IOException {
        press.close();
        office.close();
        weather.close();
    }
}
