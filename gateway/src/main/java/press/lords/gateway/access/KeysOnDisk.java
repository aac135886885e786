package press.lords.gateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's last keys, for a start at which it is away. They are public: what matters is that they are whole. */
final class KeysOnDisk {

    private static final Logger log = LoggerFactory.getLogger(KeysOnDisk.class);

    private final Path file;

    KeysOnDisk(Path directory) {
        this.file = directory.toAbsolutePath().resolve("jwks.json");
    }

    Optional<String> read() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            log.warn("the issuer's last keys can't be read from disk", e);
            return Optional.empty();
        }
    }

    void write(String jwks) {
        try {
            Path directory = Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(directory, "jwks", ".tmp");
            Files.writeString(written, jwks);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("the issuer's keys can't be kept on disk", e);
        }
    }
}
