package press.lords.gateway.routing;

import java.util.List;
import java.util.Locale;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes off a request what only the gateway may tell a service. {@code Forwarded} and {@code X-Forwarded-*} go before this by Spring Cloud
 * Gateway's own filters, unless a trusted proxy sent them. But {@code X-Forwarded-For} they leave with the proxies' addresses, or none, and
 * services count by it: here it becomes the caller's address and nothing else.
 */
@Component
class RequestHygiene implements HttpHeadersFilter, Ordered {

    private static final List<String> RESERVED =
            List.of("x-user", "x-internal", "x-real-ip", "x-original-", "x-rewrite-");

    private final Callers callers;

    RequestHygiene(Callers callers) {
        this.callers = callers;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders passed = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isReserved(name)) {
                passed.addAll(name, values);
            }
        });
        passed.remove(Callers.FORWARDED_FOR);
        callers.of(exchange.getRequest()).ifPresent(caller -> passed.set(Callers.FORWARDED_FOR, caller));
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.stream().anyMatch(lower::startsWith);
    }
}
