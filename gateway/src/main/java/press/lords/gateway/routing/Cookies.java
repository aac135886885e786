package press.lords.gateway.routing;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets cookies pass to where readers sign in and choose, and back from there; no other service gets a reader's session, or sets one. Programs'
 * calls to the issuer carry none either.
 */
@Component
class Cookies implements HttpHeadersFilter, Ordered {

    /** The route whose calls have cookies. */
    static final String READERS = "readers";

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (route != null && route.getId().equals(READERS)) {
            return input;
        }
        HttpHeaders passed = new HttpHeaders();
        passed.addAll(input);
        passed.remove(HttpHeaders.COOKIE);
        passed.remove(HttpHeaders.SET_COOKIE);
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return true;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
