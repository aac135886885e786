package press.lords.events.kafka;

import java.util.Objects;

/** The broker doesn't answer now; asking again later may help. */
final class BrokerUnreachable extends Exception {
    BrokerUnreachable(Throwable cause) {
        super(
                "the broker doesn't answer: "
                        + Objects.requireNonNullElse(cause.getCause(), cause).getMessage(),
                cause);
    }
}
