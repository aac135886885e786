package press.lords.platform;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The program behind {@code ./press}. */
final class Launcher {

    private static final String USAGE = """
            ./press            builds what is stale, starts everything, loads a sample edition at the first start
            ./press --empty    the same without the sample edition
            ./press token      prints an editor's bearer token for the running press
            ./press --help     prints this

            Settings are environment variables: PRESS_GATEWAY_PORT (8080), PRESS_MAIL_PORT (8025), PRESS_DATA (.press),
            PRESS_ISSUER, MONGO_URI and KAFKA_BOOTSTRAP_SERVERS (a database or a broker elsewhere; the embedded one is
            then not started), WEATHER_PROVIDER and others; each service's application.yml lists its own.
            PRESS_INSTANCES (1, at most 4) runs so many of each service; the second gateway has the port after the first one's.
            PRESS_START_CACHE=off leaves out the caches that make the next start quicker.
            <CHILD>_JAVA_OPTIONS, such as GATEWAY_JAVA_OPTIONS, adds options for the Java of one child.
            """;

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        int code;
        try {
            code = run(Arrays.asList(arguments));
        } catch (CannotStart refusal) {
            System.err.println(refusal.getMessage());
            code = 1;
        } catch (IOException failure) {
            System.err.println("The press can't run: " + failure);
            code = 1;
        }
        System.exit(code);
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        var environment = System.getenv();
        var jar = platformJar();
        var settings = Settings.from(checkout(jar), environment);
        if (arguments.isEmpty() || arguments.equals(List.of("--empty"))) {
            var childJar = jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-child.jar"));
            new Press(settings, environment, System.out::println).run(jar, childJar, arguments.isEmpty());
            return 0;
        }
        if (arguments.equals(List.of("token"))) {
            System.out.println(new Newsroom(settings, environment).token());
            return 0;
        }
        if (arguments.equals(List.of("--help"))) {
            System.out.print(USAGE);
            return 0;
        }
        System.err.print("Unknown: " + String.join(" ", arguments) + "\n\n" + USAGE);
        return 2;
    }

    private static Path platformJar() {
        try {
            var code = Launcher.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(code.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("A code source is an address", impossible);
        }
    }

    /** The jar lies in platform/target of the checkout. */
    private static Path checkout(Path jar) {
        var checkout = jar.resolve("../../..").normalize();
        if (!Files.isRegularFile(jar) || !Files.exists(checkout.resolve("mvnw"))) {
            throw new CannotStart("The launcher must be started from a checkout: run ./press there.");
        }
        return checkout;
    }
}
