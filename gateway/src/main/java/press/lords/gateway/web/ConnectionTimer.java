package press.lords.gateway.web;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection on which nothing moves, and one whose request has begun and isn't there as a whole after a while, however steadily it
 * trickles in. One timer for each connection: reactor-netty's own time-outs cost one for each request, and the one of requests is kept, with
 * all that the request held, when the answer was written before the request's last part was read.
 */
final class ConnectionTimer {

    private static final long NONE = 0;
    private static final int LOOKS = 4;

    private final long idleNanos;
    private final long requestNanos;
    private long moved = System.nanoTime();
    private long begun = NONE;

    private ConnectionTimer(Duration idle, Duration request) {
        this.idleNanos = idle.toNanos();
        this.requestNanos = request.toNanos();
    }

    /**
     * @param idle how long nothing may move
     * @param request how long a request may take to arrive
     */
    static void watch(Channel channel, Duration idle, Duration request) {
        ConnectionTimer timer = new ConnectionTimer(idle, request);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "press.moves", timer.new Moves())
                .addAfter(NettyPipeline.HttpCodec, "press.request-ends", timer.new RequestEnds());
        long period = Math.min(timer.idleNanos, timer.requestNanos) / LOOKS;
        ScheduledFuture<?> looks = channel.eventLoop()
                .scheduleAtFixedRate(() -> timer.look(channel), period, period, TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> looks.cancel(false));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing can be done about a channel that doesn't close
    private void look(Channel channel) {
        long now = System.nanoTime();
        if (now - moved > idleNanos || (begun != NONE && now - begun > requestNanos)) {
            channel.close();
        }
    }

    /** Sees bytes. */
    private final class Moves extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            moved = System.nanoTime();
            if (begun == NONE) {
                begun = moved;
            }
            context.fireChannelRead(bytes);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            moved = System.nanoTime();
            context.flush();
        }
    }

    /** Sees the parts of requests. */
    private final class RequestEnds extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof LastHttpContent) {
                begun = NONE;
            }
            context.fireChannelRead(part);
        }
    }
}
