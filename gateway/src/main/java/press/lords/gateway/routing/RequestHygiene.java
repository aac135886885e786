package press.lords.gateway.routing;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes off a request what only the gateway may tell a service. {@code Forwarded} and {@code X-Forwarded-*} go before this by Spring Cloud
 * Gateway's own filters, unless a trusted proxy sent them; the address of the caller is then added here.
 */
@Component
class RequestHygiene implements HttpHeadersFilter, Ordered {

    private static final List<String> RESERVED =
            List.of("x-user", "x-internal", "x-real-ip", "x-original-", "x-rewrite-");
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders passed = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isReserved(name)) {
                passed.addAll(name, values);
            }
        });
        InetSocketAddress caller = exchange.getRequest().getRemoteAddress();
        if (!passed.containsHeader(FORWARDED_FOR) && caller != null && caller.getAddress() != null) {
            passed.set(FORWARDED_FOR, caller.getAddress().getHostAddress());
        }
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
