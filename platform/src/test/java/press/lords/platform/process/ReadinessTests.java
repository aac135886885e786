package press.lords.platform.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessTests {

    @TempDir
    private Path folder;

    private RunFolder run;
    private Readiness readiness;

    @BeforeEach
    void expectTwo() throws IOException {
        run = RunFolder.take(folder).orElseThrow();
        readiness = new Readiness(run, message -> {});
        readiness.expect("one");
        readiness.expect("two");
    }

    @AfterEach
    void release() throws IOException {
        run.close();
    }

    @Test
    void isReadyExactlyWhileEverythingWorks() {
        readiness.open(true);
        readiness.working("one", true);
        assertThat(folder.resolve("ready")).doesNotExist();

        readiness.working("two", true);
        assertThat(folder.resolve("ready")).exists();

        readiness.working("one", false);
        assertThat(folder.resolve("ready")).doesNotExist();
    }

    @Test
    void isNotReadyBeforeItIsOpened() {
        readiness.working("one", true);
        readiness.working("two", true);

        assertThat(folder.resolve("ready")).doesNotExist();
    }

    @Test
    void tellsWhatIsStillMissing() throws InterruptedException {
        readiness.working("one", true);

        assertThat(readiness.await(List.of("one", "two"), Duration.ofMillis(1))).containsExactly("two");
        assertThat(readiness.await(List.of("one"), Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void belongsToOneLauncherAtATime() throws IOException {
        assertThat(RunFolder.take(folder)).isEmpty();
        run.close();
        run = RunFolder.take(folder).orElseThrow();
        assertThat(folder.resolve("lock")).exists();
    }
}
