package press.lords.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service unpacked from its jar, which starts quicker than the jar, and its start cache when there is one. Lives in
 * a folder named after the build, so a new build never meets an old one's files.
 */
record Installation(String name, String mainClass, Path folder, Path childJar) {

    private static final int UNPACKING_SECONDS = 60;

    static Installation of(ServiceJar jar, Path cache, Path childJar, Java java)
            throws IOException, InterruptedException {
        var folder = cache.resolve(jar.name() + "-" + jar.fingerprint());
        if (!Files.isDirectory(folder)) {
            forgetEarlierBuilds(cache, jar.name());
            unpack(jar, folder, java);
        }
        return new Installation(jar.name(), jar.mainClass(), folder, childJar);
    }

    /** The unpacked jar, whose manifest names its libraries, and the one class that watches the launcher. */
    String classPath() throws IOException {
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            return jars.iterator().next() + File.pathSeparator + childJar;
        }
    }

    /** Holds for one Java only. */
    Path startCache() {
        return folder.resolve("start-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "-") + ".aot");
    }

    private static void unpack(ServiceJar jar, Path folder, Java java) throws IOException, InterruptedException {
        var fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        Files.createDirectories(fresh.getParent());
        var unpacking = new ProcessBuilder(List.of(
                        java.executable().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        jar.file().toString(),
                        "extract",
                        "--destination",
                        fresh.toString()))
                .redirectErrorStream(true)
                .redirectOutput(
                        fresh.resolveSibling(jar.name() + ".unpacking.log").toFile())
                .start();
        if (!unpacking.waitFor(UNPACKING_SECONDS, TimeUnit.SECONDS) || unpacking.exitValue() != 0) {
            unpacking.destroyForcibly();
            throw new CannotStart("Can't unpack %s; %s.unpacking.log in %s says why."
                    .formatted(jar.file(), jar.name(), fresh.getParent()));
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forgetEarlierBuilds(Path cache, String name) throws IOException {
        if (Files.isDirectory(cache)) {
            try (var builds = Files.newDirectoryStream(cache, name + "-*")) {
                for (var build : builds) {
                    delete(build);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
