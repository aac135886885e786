package press.lords.platform;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import static org.awaitility.Awaitility.await;

/**
 * A child that was killed, and whose successor is held still from its first moment: what is done of its work until it is let go, another instance
 * does.
 */
record Fallen(Instant at, long successor) {

    static Fallen kill(RunningPress press, String child) throws IOException, InterruptedException {
        long killed = press.pid(child);
        var at = Instant.now();
        press.child(child).destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> press.pid(child) != killed);
        long successor = press.pid(child);
        Witness.signal(successor, "STOP");
        return new Fallen(at, successor);
    }

    /** Its successor begins to work. Doing it again changes nothing. */
    void letGo() throws IOException, InterruptedException {
        Witness.signal(successor, "CONT");
    }
}
