package press.lords.gateway.web;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;

/** Cuts off clients that are slow with their request, and connections beyond what the process can hold. */
@Component
class ConnectionLimits implements NettyServerCustomizer {

    private final WebSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimits(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(settings.requestTimeout())
                .requestTimeout(settings.requestTimeout())
                .doOnConnection(this::count);
    }

    private void count(Connection connection) {
        connection.onDispose(open::decrementAndGet);
        if (open.incrementAndGet() > settings.maxConnections()) {
            connection.dispose();
        }
    }
}
