package press.lords.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SupervisedTests {

    private static final String CHILD = "supervised-by-a-test";

    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    private RunFolder run;

    @BeforeEach
    void take() throws IOException {
        run = RunFolder.take(folder.resolve("run")).orElseThrow();
    }

    @AfterEach
    void end() throws IOException {
        processes().forEach(ProcessHandle::destroyForcibly);
        run.close();
    }

    @Test
    void aCommandThatCannotBeToldIsAFailedStart() throws Exception {
        var asked = new AtomicInteger();
        Supplier<List<String>> command = () -> {
            if (asked.getAndIncrement() == 0) {
                throw new UncheckedIOException(new IOException("no jar"));
            }
            return List.of("true");
        };

        whileRunning(
                command,
                () -> await().untilAsserted(
                                () -> assertThat(said).anyMatch(line -> line.contains("ended (exit code 0)"))));

        assertThat(said).first().asString().contains(CHILD + " can't be started", "no jar");
    }

    @Test
    void whatTheFolderCannotShowDoesNotRunOn() throws Exception {
        Files.createDirectory(folder.resolve("run").resolve(CHILD + ".pid.new"));

        whileRunning(
                () -> List.of("sleep", "600"),
                () -> await().untilAsserted(() -> assertThat(said)
                        .filteredOn(line -> line.contains("can't be started"))
                        .hasSizeGreaterThan(1)));

        assertThat(processes()).isEmpty();
    }

    /** More than a pipe holds. */
    @Test
    void aChildWhoseLogCannotBeWrittenGoesOn() throws Exception {
        var done = folder.resolve("done");
        var command = List.of("sh", "-c", "head -c 1000000 /dev/zero; touch \"$0\"; exec sleep 600", done.toString());

        whileRunning(() -> command, () -> await().until(() -> Files.exists(done)));

        assertThat(said).filteredOn(line -> line.contains("can't be written")).hasSize(1);
    }

    private void whileRunning(Supplier<List<String>> command, Runnable check) throws Exception {
        var spec = new ChildSpec(CHILD, command, Map.of(), Set.of(), () -> false, folder.resolve("absent/child.log"));
        var child = new Supervised(spec, run, new Readiness(run, said::add), said::add);
        var supervisor = Thread.ofVirtual().start(child::keepRunning);
        try {
            check.run();
        } finally {
            child.stop(Duration.ofSeconds(5));
            supervisor.join(Duration.ofSeconds(5));
        }
    }

    /** Whatever still runs of what was started here. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.equals(CHILD) || argument.equals("600")))
                .toList();
    }
}
