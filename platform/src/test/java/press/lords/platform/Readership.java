package press.lords.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Readers of newsletters, so many that they can't sign up one by one: subscription-service's own classes write them into its database. */
record Readership(Set<String> addresses) {

    private static final Path CLASSES = RunningPress.CHECKOUT.resolve("subscription-service/target/test-classes");
    private static final String PROGRAM = "press.lords.subscription.signup.SeedReaders";

    /** @param prefix that no other readers' addresses begin with */
    static Readership in(RunningPress press, String prefix, int count, List<String> newsletters)
            throws IOException, InterruptedException {
        var seeding = ChildTwin.of(press, "subscription-service")
                .among(CLASSES, PROGRAM, String.valueOf(count), prefix, String.join(",", newsletters));
        var exitCode = seeding.start(Map.of()).waitFor();
        if (exitCode != 0) {
            throw new IOException("no readers: " + Files.readString(seeding.log()));
        }
        return new Readership(IntStream.range(0, count)
                .mapToObj(n -> prefix + n + "@example.org")
                .collect(Collectors.toUnmodifiableSet()));
    }

    int size() {
        return addresses.size();
    }
}
