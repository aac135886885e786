package press.lords.gateway;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** When what runs in the background starts and stops. */
public final class StartOrder {

    /** It starts before the gateway serves, stops after it, and has its connections for as long. */
    public static final int BEFORE_THE_WEB_SERVER = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;

    private StartOrder() {}
}
