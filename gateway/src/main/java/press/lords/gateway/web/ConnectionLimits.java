package press.lords.gateway.web;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
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
        // Not doOnConnection: that is called for each request of a connection.
        return server.doOnChannelInit((observer, channel, remote) -> {
            ConnectionTimer.watch(channel, settings.idleTimeout(), settings.requestTimeout());
            count(channel);
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing can be done about a channel that doesn't close
    private void count(Channel channel) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > settings.maxConnections()) {
            channel.close();
        }
    }
}
