package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import press.lords.platform.edition.SampleEdition;
import press.lords.platform.process.Children;
import press.lords.platform.process.Probe;
import press.lords.platform.process.RunFolder;

/** One run of the whole press, from the first check to the last child's end. */
final class Press {

    private static final Duration LEFTOVERS_END_WITHIN = Duration.ofSeconds(8);

    private final Settings settings;
    private final Map<String, String> environment;
    private final Consumer<String> say;

    Press(Settings settings, Map<String, String> environment, Consumer<String> say) {
        this.settings = settings;
        this.environment = environment;
        this.say = say;
    }

    /** Runs until the launcher is told to end. */
    void run(Path platformJar, Path childJar, boolean sampleEdition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Files.createDirectories(settings.logs());
        var run = RunFolder.take(settings.run())
                .orElseThrow(() -> new CannotStart("A press already runs on " + settings.data()
                        + ". Stop it, or set PRESS_DATA to another folder for a second one."));
        endLeftovers(run);
        var addresses = Addresses.take(settings);
        var secrets = Secrets.keptIn(settings.secrets(), environment);
        var java = Java.running(settings.data(), environment);
        var children = new Children(run, say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(children, run), "stop"));

        say.accept("Preparing the services …");
        var programs = new Services(settings, addresses, secrets, java).install(childJar);
        try (var client = HttpClient.newBuilder().connectTimeout(Probe.TIME_OUT).build()) {
            say.accept("Starting what the services stand on …");
            children.start(new Servers(settings, addresses, java, platformJar.toString()).children(client));
            say.accept("Starting the services …");
            children.start(programs.stream()
                    .map(program -> program.child(client, settings.logs()))
                    .toList());
            if (sampleEdition) {
                loadSampleEdition(client);
            }
            children.open();
            Welcome.lines(settings, addresses, Duration.ofNanos(System.nanoTime() - start))
                    .forEach(say);
            if (settings.startCache()) {
                new StartCache(settings.logs().resolve("start-cache.log"), say).make(programs);
            }
            Thread.currentThread().join();
        }
    }

    /** Children of a launcher that was killed see its end a moment later; only a stopped one has to be killed. */
    private void endLeftovers(RunFolder run) throws IOException, InterruptedException {
        for (var process : run.leftovers(Java.mark(settings.data()))) {
            say.accept("Waiting for process %d of an earlier run to end …".formatted(process.pid()));
            try {
                process.onExit().get(LEFTOVERS_END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException stuck) {
                say.accept("Ending process %d by force (%s)".formatted(process.pid(), stuck));
                process.destroyForcibly();
            }
        }
    }

    /** The press is no less up without it, so a failure is told and the next start tries again. */
    private void loadSampleEdition(HttpClient client) throws InterruptedException {
        var edition = new SampleEdition(
                settings.checkout().resolve("platform/sample"),
                settings.data().resolve("sample-edition.loaded"),
                Clock.systemUTC(),
                settings.zone());
        if (edition.isLoaded()) {
            return;
        }
        say.accept("Loading the sample edition …");
        try {
            var token = new Newsroom(settings, environment).token();
            say.accept("  %d stories".formatted(edition.load(client, settings.gateway(), token)));
        } catch (IOException | CannotStart failure) {
            say.accept("The sample edition is not complete; the next start goes on with it: " + failure.getMessage());
        }
    }

    private void stop(Children children, RunFolder run) {
        say.accept("Stopping …");
        try (run) {
            children.stop();
            say.accept("Stopped. Everything is kept in " + settings.data());
        } catch (IOException | InterruptedException failure) {
            say.accept("Not everything stopped cleanly: " + failure);
        }
    }
}
