package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout in which the launcher is the real one and every service a fake. */
final class FakeCheckout {

    private FakeCheckout() {}

    static Path in(Path folder) throws IOException {
        Files.createFile(folder.resolve("mvnw"));
        var target = Files.createDirectories(folder.resolve("platform/target"));
        var real = RunningPress.CHECKOUT.resolve("platform/target");
        for (var file : new String[] {"lib", RunningPress.JAR, RunningPress.CHILD_JAR}) {
            link(target.resolve(file), real.resolve(file));
        }
        for (var service : Addresses.SERVICES) {
            service(Files.createDirectories(folder.resolve(service).resolve("target"))
                    .resolve(service + "-0-exec.jar"));
        }
        return folder;
    }

    /** A jar's path tells the launcher its checkout, so jars are copied. */
    private static void link(Path file, Path real) throws IOException {
        if (Files.isDirectory(real)) {
            Files.createSymbolicLink(file, real);
        } else {
            Files.copy(real, file);
        }
    }

    private static void service(Path file) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MANIFEST_VERSION, "1.0");
        attributes.put(Name.MAIN_CLASS, FakeService.class.getName());
        attributes.put(new Name("Start-Class"), FakeService.class.getName());
        var entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var code = FakeService.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(Objects.requireNonNull(code).readAllBytes());
        }
    }
}
