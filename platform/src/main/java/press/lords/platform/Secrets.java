package press.lords.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The secrets of this press: from the environment, else made at the first start and kept for their owner's eyes. */
record Secrets(String encryptionKey, String newsroomSecret) {

    static final String ENCRYPTION_KEY = "PRESS_ENCRYPTION_KEY";
    static final String NEWSROOM_SECRET = "PRESS_NEWSROOM_SECRET";

    private static final int BYTES = 32;

    static Secrets keptIn(Path folder, Map<String, String> environment) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new Secrets(
                secret(folder.resolve("encryption-key"), environment.get(ENCRYPTION_KEY)),
                secret(folder.resolve("newsroom-secret"), environment.get(NEWSROOM_SECRET)));
    }

    /** The secret of the OAuth client {@code newsroom}, when a press was ever started here. */
    static Optional<String> newsroomSecret(Path folder, Map<String, String> environment) throws IOException {
        var given = environment.get(NEWSROOM_SECRET);
        var file = folder.resolve("newsroom-secret");
        if (given != null && !given.isBlank()) {
            return Optional.of(given);
        }
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private static String secret(Path file, @Nullable String given) throws IOException {
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (!Files.exists(file)) {
            var random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(file.getParent(), "fresh", "", ownerOnly);
            Files.writeString(fresh, Base64.getEncoder().encodeToString(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return read(file);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
}
