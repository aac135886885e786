package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** A further instance of subscription-service, beside the press's own. */
final class Instance implements AutoCloseable {

    private final Desk service;
    private final Desk operator;
    private final Process process;

    /** @param digestAt when in the day, in UTC, this instance takes a digest for due */
    Instance(RunningPress press, String digestAt) throws IOException {
        var port = RunningPress.freePort();
        var managementPort = RunningPress.freePort();
        process = ChildTwin.of(press, "subscription-service")
                .start(Map.of(
                        "SERVER_PORT",
                        String.valueOf(port),
                        "MANAGEMENT_SERVER_PORT",
                        String.valueOf(managementPort),
                        "PRESS_DIGEST_AT",
                        digestAt,
                        "PRESS_DIGEST_CATCH_UP",
                        "1s"));
        service = new Desk(press, URI.create("http://127.0.0.1:" + port));
        operator = new Desk(press, URI.create("http://127.0.0.1:" + managementPort));
    }

    void awaitReady() {
        await().atMost(Witness.PATIENCE)
                .ignoreExceptions()
                .until(() -> service.read("/readyz").status() == 200);
    }

    /** Mails of newsletters that it handed to the mail server. */
    double sent() throws IOException, InterruptedException {
        return Witness.sum(
                operator.readText("/actuator/prometheus"), "press_newsletters_attempts_total{outcome=\"sent\"");
    }

    @Override
    public void close() {
        service.close();
        operator.close();
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
