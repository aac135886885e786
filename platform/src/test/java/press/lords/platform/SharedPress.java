package press.lords.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        return type == RunningPress.class || type == WeatherStub.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(Namespace.create(SharedPress.class));
        var weather = store.computeIfAbsent(WeatherStub.class, type -> weather(), WeatherStub.class);
        if (parameter.getParameter().getType() == WeatherStub.class) {
            return weather;
        }
        return store.computeIfAbsent(RunningPress.class, type -> start(weather), RunningPress.class)
                .awaitReady();
    }

    private static WeatherStub weather() {
        try {
            return new WeatherStub();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RunningPress start(WeatherStub weather) {
        try {
            var data = Path.of("target/press-" + ProcessHandle.current().pid()).toAbsolutePath();
            return new RunningPress(
                    RunningPress.CHECKOUT,
                    data,
                    Map.of(
                            "WEATHER_PROVIDER", "openweather",
                            "WEATHER_OPENWEATHER_URL", weather.address(),
                            "WEATHER_OPENWEATHER_KEY", "a-key-of-the-tests",
                            "WEATHER_POLL_INTERVAL", "1s",
                            "WEATHER_STALE_AFTER", "6s",
                            "PRESS_WEATHER_ABSENT_AFTER", "6s",
                            "PRESS_ADMIN_EMAIL", StaffJourneyIT.ADMIN));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
