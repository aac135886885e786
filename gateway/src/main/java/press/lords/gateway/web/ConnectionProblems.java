package press.lords.gateway.web;

import java.util.List;

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
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** What Netty or Spring's adapter to it refuses, since it isn't HTTP, too much of it or no address, never becomes a request; the bare answer is made a problem on its way out. */
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
    static final class BareAnswers extends ChannelOutboundHandlerAdapter {

        private static final List<AsciiString> FRAMING =
                List.of(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderNames.CONNECTION);

        private final JsonMapper json = new JsonMapper();

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ProblemType type = message instanceof FullHttpResponse answer ? type(answer) : null;
            if (type != null && message instanceof FullHttpResponse answer && isBare(answer)) {
                context.write(problem(type, answer), promise);
                answer.release();
            } else {
                context.write(message, promise);
            }
        }

        /** It says nothing but where it ends; an answer of ours or of a service says of what type it is. */
        private static boolean isBare(FullHttpResponse answer) {
            return !answer.content().isReadable()
                    && answer.headers().names().stream()
                            .allMatch(name ->
                                    FRAMING.stream().anyMatch(framing -> framing.contentEqualsIgnoreCase(name)));
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
                    .set(bare.headers())
                    .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            return problem;
        }
    }
}
