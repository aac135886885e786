package press.lords.gateway.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** What Netty itself refuses, since it isn't HTTP or too much of it, never becomes a request; its bare answer is made a problem on its way out. */
@Component
class ConnectionProblems implements NettyServerCustomizer {

    private final BareAnswers bareAnswers = new BareAnswers();

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> watch(channel));
    }

    private void watch(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
            pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "problems", bareAnswers);
        }
    }

    @Sharable
    private static final class BareAnswers extends ChannelOutboundHandlerAdapter {

        private final JsonMapper json = new JsonMapper();

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ProblemType type = message instanceof FullHttpResponse answer && isBare(answer) ? type(answer) : null;
            if (type == null) {
                context.write(message, promise);
            } else {
                FullHttpResponse bare = (FullHttpResponse) message;
                context.write(problem(type, bare), promise);
                bare.release();
            }
        }

        /** What is ours says of what type it is; and only where the connection ends with it may an answer get a body that none expects. */
        private static boolean isBare(FullHttpResponse answer) {
            return !answer.content().isReadable()
                    && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE)
                    && answer.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }

        private static @Nullable ProblemType type(FullHttpResponse answer) {
            return switch (answer.status().code()) {
                case 400 -> ProblemType.BAD_REQUEST;
                case 413 -> ProblemType.BODY_TOO_LARGE;
                case 414 -> ProblemType.ADDRESS_TOO_LONG;
                case 431 -> ProblemType.HEADERS_TOO_LARGE;
                default -> null;
            };
        }

        private FullHttpResponse problem(ProblemType type, FullHttpResponse bare) {
            byte[] body = json.writeValueAsBytes(Problem.of(type));
            FullHttpResponse problem =
                    new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
            problem.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            return problem;
        }
    }
}
