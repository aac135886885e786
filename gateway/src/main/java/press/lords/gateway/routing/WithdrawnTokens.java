package press.lords.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import press.lords.gateway.access.Sessions;
import reactor.core.publisher.Mono;

/** Keeps from services what was withdrawn since it was issued: who has left the staff, or whose program was revoked, is refused here. */
@Component
class WithdrawnTokens implements GlobalFilter, Ordered {

    private final Sessions sessions;

    WithdrawnTokens(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return Mono.defer(() -> {
            sessions.refuseWithdrawn(exchange.getRequest());
            return chain.filter(exchange);
        });
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
