package press.lords.gateway.web;

import java.util.List;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * On every answer, whoever made it, as it goes out. A service that shows HTML brings its own content security policy; nothing else of an
 * upstream's stands. They are most of the bytes of an answer's head, so they are kept as bytes.
 */
@Component
class SecurityHeaders implements NettyServerCustomizer {

    private static final AsciiString POLICY_NAME = AsciiString.cached("Content-Security-Policy");
    private static final AsciiString POLICY = AsciiString.cached(
            "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final List<Header> OTHERS = List.of(
            Header.of("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
            Header.of("X-Content-Type-Options", "nosniff"),
            Header.of("X-Frame-Options", "DENY"),
            Header.of("Referrer-Policy", "strict-origin-when-cross-origin"),
            Header.of("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            Header.of("Cross-Origin-Opener-Policy", "same-origin"));

    private final OnAnswers onAnswers = new OnAnswers();

    private record Header(AsciiString name, AsciiString value) {
        static Header of(String name, String value) {
            return new Header(AsciiString.cached(name), AsciiString.cached(value));
        }
    }

    @Override
    public HttpServer apply(HttpServer server) {
        // Last of all on the way out: what Netty itself answers passes there too.
        return server.doOnChannelInit((observer, channel, remote) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "press.security-headers", onAnswers));
    }

    @Sharable
    static final class OnAnswers extends ChannelOutboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse answer
                    && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                addTo(answer.headers());
            }
            context.write(message, promise);
        }

        private static void addTo(HttpHeaders headers) {
            if (!headers.contains(POLICY_NAME)) {
                headers.set(POLICY_NAME, POLICY);
            }
            for (Header header : OTHERS) {
                headers.set(header.name, header.value);
            }
        }
    }
}
