package press.lords.gateway.routing;

/** A request's body is larger than the gateway passes on. */
public final class BodyTooLarge extends RuntimeException {
    BodyTooLarge() {
        super("the body is too large", null, false, false);
    }
}
