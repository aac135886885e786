package press.lords.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives journeys one press among them all: started for the first, stopped after the last. */
final class SharedPress implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == RunningPress.class || type == WeatherStub.class || type == PostOffice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(Namespace.create(SharedPress.class));
        var weather = store.computeIfAbsent(WeatherStub.class, type -> weather(), WeatherStub.class);
        var mail = store.computeIfAbsent(PostOffice.class, type -> mail(), PostOffice.class);
        var type = parameter.getParameter().getType();
        if (type == WeatherStub.class) {
            return weather;
        }
        if (type == PostOffice.class) {
            return mail;
        }
        return store.computeIfAbsent(RunningPress.class, _ -> start(weather, mail), RunningPress.class)
                .awaitReady();
    }

    private static Path data() {
        return Path.of("target/press-" + ProcessHandle.current().pid()).toAbsolutePath();
    }

    private static PostOffice mail() {
        try {
            return PostOffice.inFrontOfTheSink(data().resolve("ports.properties"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static WeatherStub weather() {
        try {
            return new WeatherStub();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RunningPress start(WeatherStub weather, PostOffice mail) {
        try {
            return new RunningPress(RunningPress.CHECKOUT, data(), settings(weather, mail));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> settings(WeatherStub weather, PostOffice mail) {
        var settings = new HashMap<String, String>();
        settings.put("WEATHER_PROVIDER", "openweather");
        settings.put("WEATHER_OPENWEATHER_URL", weather.address());
        settings.put("WEATHER_OPENWEATHER_KEY", "a-key-of-the-tests");
        settings.put("WEATHER_POLL_INTERVAL", "1s");
        settings.put("WEATHER_STALE_AFTER", "6s");
        settings.put("PRESS_WEATHER_ABSENT_AFTER", "6s");
        settings.put("PRESS_ADMIN_EMAIL", StaffJourneyIT.ADMIN);
        // The press itself would name its sink.
        settings.put("SUBSCRIPTION_SERVICE_JAVA_OPTIONS", "-Dspring.mail.port=" + mail.port());
        // What a dead sender left is due again soon.
        settings.put("PRESS_MAIL_LEASE", "10s");
        settings.put("PRESS_MAIL_TIMEOUT_MILLIS", "1500");
        settings.put("PRESS_MAIL_LONGEST_BACK_OFF", "2s");
        // No digest is due while the journeys last, nor was one of late.
        settings.put("PRESS_DIGEST_ZONE", "UTC");
        settings.put(
                "PRESS_DIGEST_AT",
                LocalTime.now(ZoneOffset.UTC)
                        .plusHours(11)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        return settings;
    }
}
