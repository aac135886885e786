package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

    @TempDir
    private Path folder;

    @Test
    void areMadeOnceAndKeptForTheirOwnerAlone() throws IOException {
        var first = Secrets.keptIn(folder, Map.of());

        assertThat(Base64.getDecoder().decode(first.encryptionKey())).hasSize(32);
        assertThat(first.newsroomSecret()).isNotEqualTo(first.encryptionKey());
        assertThat(Secrets.keptIn(folder, Map.of())).isEqualTo(first);
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void comeFromTheEnvironmentFirst() throws IOException {
        var environment = Map.of(Secrets.NEWSROOM_SECRET, "chosen");

        assertThat(Secrets.keptIn(folder, environment).newsroomSecret()).isEqualTo("chosen");
        assertThat(Secrets.newsroomSecret(folder, environment)).contains("chosen");
        assertThat(Secrets.newsroomSecret(folder, Map.of())).isEmpty();
    }

    @Test
    void areNotPrinted() {
        assertThat(new Secrets("key", "secret")).asString().doesNotContain("key", "secret");
    }
}
