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
        return parameter.getParameter().getType() == RunningPress.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedPress.class))
                .computeIfAbsent(RunningPress.class, type -> start(), RunningPress.class)
                .awaitReady();
    }

    private static RunningPress start() {
        try {
            var data = Path.of("target/press-" + ProcessHandle.current().pid()).toAbsolutePath();
            return new RunningPress(RunningPress.CHECKOUT, data, Map.of("WEATHER_PROVIDER", "recorded"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
