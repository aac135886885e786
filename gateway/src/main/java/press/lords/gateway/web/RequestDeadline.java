package press.lords.gateway.web;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose request has begun and isn't there as a whole after a while, however steadily it trickles in. One timer for each
 * connection: reactor-netty's own request time-out schedules one for each request, and keeps it, with all that the request held, when the
 * answer was written before the request's last part was read.
 */
final class RequestDeadline {

    private static final long NONE = 0;

    private final long limitNanos;
    private long begun = NONE;

    private RequestDeadline(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    static void watch(Channel channel, Duration limit) {
        RequestDeadline deadline = new RequestDeadline(limit);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "press.request-begins", deadline.new Begin())
                .addAfter(NettyPipeline.HttpCodec, "press.request-ends", deadline.new End());
        long period = Math.max(1, limit.toNanos() / 4);
        ScheduledFuture<?> timer = channel.eventLoop()
                .scheduleAtFixedRate(() -> deadline.check(channel), period, period, TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing can be done about a channel that doesn't close
    private void check(Channel channel) {
        if (begun != NONE && System.nanoTime() - begun > limitNanos) {
            channel.close();
        }
    }

    /** Sees bytes. */
    private final class Begin extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (begun == NONE) {
                begun = System.nanoTime();
            }
            context.fireChannelRead(bytes);
        }
    }

    /** Sees parts of requests. */
    private final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof LastHttpContent) {
                begun = NONE;
            }
            context.fireChannelRead(part);
        }
    }
}
