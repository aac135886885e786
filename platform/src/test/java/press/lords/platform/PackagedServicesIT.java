package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The services as they are run and shipped. */
class PackagedServicesIT {

    private static final String ADDED_BY_PACKAGING = "spring-boot-jarmode-tools-";

    @ParameterizedTest
    @ValueSource(strings = {"article-service", "subscription-service", "weather-service", "gateway"})
    void sayWhatTheyAreMadeOf(String service) throws IOException {
        try (var jar = new JarFile(executable(service).toFile())) {
            var entry = jar.getEntry("META-INF/sbom/application.cdx.json");
            assertThat(entry).as("there is none where Maven was offline").isNotNull();
            var bill = new JsonMapper().readTree(jar.getInputStream(entry));

            assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/name").asString()).isEqualTo(service);
            var libraries = jar.stream()
                    .map(file -> Path.of(file.getName()))
                    .filter(file ->
                            file.startsWith("BOOT-INF/lib") && file.toString().endsWith(".jar"))
                    .map(file -> file.getFileName().toString())
                    .filter(library -> !library.startsWith(ADDED_BY_PACKAGING))
                    .toList();
            var billed = bill.path("components")
                    .valueStream()
                    .map(one -> one.path("name").asString() + "-"
                            + one.path("version").asString())
                    .toList();
            assertThat(libraries)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(library -> assertThat(billed).anyMatch(library::startsWith));
        }
    }

    private static Path executable(String service) throws IOException {
        try (var files = Files.list(RunningPress.CHECKOUT.resolve(service).resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
