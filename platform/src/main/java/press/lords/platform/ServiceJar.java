package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarFile;

/** A built service, as Maven leaves it. */
record ServiceJar(String name, Path file) {

    private static final int SHORT = 12;

    static ServiceJar of(Path checkout, String name) throws IOException {
        var target = checkout.resolve(name).resolve("target");
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, name + "-*-exec.jar")) {
                for (var jar : jars) {
                    return new ServiceJar(name, jar);
                }
            }
        }
        throw new CannotStart(
                "There is no built %s in %s. Run ./press, which builds it, or ./mvnw package.".formatted(name, target));
    }

    String mainClass() throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Start-Class");
        }
    }

    /** Tells one build from another. */
    String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                var buffer = new byte[65_536];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
