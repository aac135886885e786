package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The launcher with real broker, database and mail sink and with services that only stand there. */
class LauncherIT {

    private static final String[] CHILDREN = {
        "database", "broker", "mail", "article-service", "subscription-service", "weather-service", "gateway"
    };

    @TempDir
    private static Path folder;

    private static Path checkout;
    private static RunningPress press;

    @BeforeAll
    static void start() throws IOException {
        checkout = FakeCheckout.in(Files.createDirectories(folder.resolve("checkout")));
        press = new RunningPress(checkout, folder.resolve("data"), Map.of(), "--empty").awaitReady();
    }

    @AfterAll
    static void stop() {
        press.close();
    }

    @Test
    void writesThePidOfEveryChild() throws IOException {
        for (var child : CHILDREN) {
            assertThat(press.child(child).isAlive()).as(child).isTrue();
        }
    }

    @Test
    void startsAKilledChildAgainWithinASecond() throws IOException {
        press.awaitReady();
        long before = press.pid("weather-service");
        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> press.pid("weather-service") != before);
        await().atMost(Duration.ofSeconds(20)).until(press::isReady);
        assertThat(press.output()).contains("weather-service ended (exit code 137); starting it again");
    }

    @Test
    void isNotReadyWhileAChildIsAway() throws IOException {
        press.awaitReady();
        press.child("broker").destroyForcibly();

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !press.isReady());
        press.awaitReady();
        assertThat(press.child("broker").isAlive()).isTrue();
    }

    @Test
    void tellsSecretsOnlyToThoseWhoNeedThem() throws IOException, InterruptedException {
        press.awaitReady();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(press.gateway("/secrets")).build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("0 0");
        }
        assertThat(Files.getPosixFilePermissions(press.data().resolve("secrets/encryption-key")))
                .hasSize(2);
    }

    @Test
    void printsATokenAlone() throws IOException, InterruptedException {
        press.awaitReady();
        assertThat(press.call("token")).isEqualTo(new RunningPress.Answer(0, "a.b.c\n", ""));
    }

    @Test
    void refusesASecondPressOnTheSameData() throws IOException, InterruptedException {
        var answer = press.call("--empty");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors()).contains("already runs on " + press.data());
    }

    @Test
    void namesThePortThatIsTakenAndItsSetting() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            var other = new RunningPress(checkout, folder.resolve("other"), Map.of("PRESS_MAIL_PORT", port), "--empty");

            assertThat(other.launcher().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(other.launcher().exitValue()).isEqualTo(1);
            assertThat(other.output()).contains("Port " + port).contains("PRESS_MAIL_PORT");
        }
    }

    @Test
    void endsAllChildrenWhenItIsKilled() throws IOException, InterruptedException {
        try (var killed = new RunningPress(checkout, folder.resolve("killed"), Map.of(), "--empty").awaitReady()) {
            var children = killed.children();
            assertThat(children).hasSize(CHILDREN.length);
            killed.launcher().destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(killed.isReady()).isFalse();
            killed.again().awaitReady();
        }
    }

    @Test
    void runsAsManyOfEachServiceAsItIsTold() throws IOException, InterruptedException {
        try (var several = new RunningPress(
                                checkout, folder.resolve("several"), Map.of("PRESS_INSTANCES", "2"), "--empty")
                        .awaitReady();
                var client = HttpClient.newHttpClient()) {
            for (var service : Addresses.SERVICES) {
                assertThat(several.pid(service + "-2")).isNotEqualTo(several.pid(service));
            }
            assertThat(own(client, several.gateway(1, "/own")))
                    .hasSize(3)
                    .doesNotContainAnyElementsOf(own(client, several.gateway(2, "/own")));

            long before = several.pid("gateway-2");
            several.child("gateway-2").destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> several.pid("gateway-2") != before && several.isReady());
        }
    }

    /** What an instance is told that no other may be told. */
    private static List<String> own(HttpClient client, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).build();
        return List.of(client.send(request, BodyHandlers.ofString()).body().split(" "));
    }

    @Test
    void stopsCleanly() throws IOException, InterruptedException {
        try (var stopped = new RunningPress(checkout, folder.resolve("stopped"), Map.of(), "--empty").awaitReady()) {
            var children = stopped.children();
            stopped.stop();

            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(stopped.output()).endsWith("Stopped. Everything is kept in " + stopped.data() + "\n");
            assertThat(stopped.data().resolve("run/ready")).doesNotExist();
            assertThat(stopped.data().resolve("run/gateway.pid")).doesNotExist();
        }
    }
}
