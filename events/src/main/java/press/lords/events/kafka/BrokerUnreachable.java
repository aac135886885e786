package press.lords.events.kafka;

/** The broker doesn't answer now; asking again later may help. */
final class BrokerUnreachable extends Exception {
    BrokerUnreachable(Throwable cause) {
        super("the broker doesn't answer: " + cause, cause);
    }
}
