package press.lords.platform;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Only sends: the measure of whoever keeps books about it. */
interface BareMailer {

    /** Over one connection. */
    void send(int times) throws Exception;

    default void send(int times, int connections) throws Exception {
        try (var senders = Executors.newFixedThreadPool(connections)) {
            var parts = new ArrayList<Callable<Void>>();
            for (int n = 0; n < connections; n++) {
                var share = times / connections + (n < times % connections ? 1 : 0);
                parts.add(() -> {
                    send(share);
                    return null;
                });
            }
            for (var part : senders.invokeAll(parts)) {
                part.get();
            }
        }
    }
}
