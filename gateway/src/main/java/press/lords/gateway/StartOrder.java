package press.lords.gateway;

import org.springframework.context.SmartLifecycle;

/** When what runs in the background starts and stops. */
public final class StartOrder {

    /** It starts before the gateway serves, stops after it, and has its connections for as long. */
    public static final int BEFORE_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private StartOrder() {}
}
