package press.lords.gateway.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import press.lords.gateway.html.Stylesheet;
import reactor.core.publisher.Mono;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

/** What pages are shown with. */
@Configuration(proxyBeanMethods = false)
class Assets {

    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    RouterFunction<ServerResponse> assetRouter(Stylesheet stylesheet) {
        return RouterFunctions.route(
                methods(HttpMethod.GET, HttpMethod.HEAD).and(path(Stylesheet.PATTERN)),
                request -> stylesheet(stylesheet, request));
    }

    /** Under another hash too: a page kept from another version of this gateway shall not lose its looks, but nobody may keep those. */
    private static Mono<ServerResponse> stylesheet(Stylesheet stylesheet, ServerRequest request) {
        boolean exact = request.pathVariable("hash").equals(stylesheet.hash());
        return ServerResponse.ok()
                .contentType(CSS)
                .cacheControl(exact ? FOR_EVER : CacheControl.noStore())
                .bodyValue(stylesheet.css());
    }
}
