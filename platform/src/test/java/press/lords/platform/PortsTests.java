package press.lords.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTests {

    @TempDir
    private Path folder;

    @Test
    void areTheSameAtTheNextStart() throws IOException {
        var first = new Ports(folder.resolve("ports")).take(List.of("broker", "database"));

        assertThat(first).doesNotHaveDuplicates().allMatch(port -> port > 0);
        assertThat(new Ports(folder.resolve("ports")).take(List.of("broker", "database")))
                .isEqualTo(first);
    }

    @Test
    void areNotThoseOfOutgoingConnections() throws IOException {
        var names = IntStream.range(0, 50).mapToObj(n -> "child-" + n).toList();

        assertThat(new Ports(folder.resolve("ports")).take(names))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_768);
    }

    @Test
    void giveWayToWhoeverListensThereMeanwhile() throws IOException {
        var before = new Ports(folder.resolve("ports")).take(List.of("broker")).getFirst();
        try (var other = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports(folder.resolve("ports")).take(List.of("broker")))
                    .doesNotContain(other.getLocalPort());
        }
    }

    @Test
    void thatWereChosenAreRefusedWhenTaken() throws IOException {
        try (var everywhere = new ServerSocket(0)) {
            assertThatThrownBy(() -> Ports.check("PRESS_GATEWAY_PORT", everywhere.getLocalPort(), "the gateway"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("set PRESS_GATEWAY_PORT to another");
        }
    }
}
