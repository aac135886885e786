package press.lords.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import press.lords.platform.process.ChildSpec;
import press.lords.platform.process.Probe;

/** An instance of a service as it is started: from where, with how much memory, in which environment. */
record ServiceProgram(
        String name,
        Installation installation,
        Java java,
        int heapMegabytes,
        Map<String, String> environment,
        Set<String> hidden) {

    List<String> command(List<String> options) throws IOException {
        return java.child(name, heapMegabytes, options, installation.classPath(), List.of(installation.mainClass()));
    }

    ChildSpec child(HttpClient client, Path logs) {
        var ready = URI.create("http://127.0.0.1:" + environment.get("SERVER_PORT") + "/readyz");
        return new ChildSpec(
                name, this::commandNow, environment, hidden, Probe.http(client, ready), logs.resolve(name + ".log"));
    }

    /** A cache made since the last start counts at the next one. */
    private List<String> commandNow() {
        try {
            return command(StartCache.options(installation));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
