package press.lords.gateway.page;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import press.lords.gateway.page.Page.Encoded;
import reactor.core.publisher.Mono;

/** Writes a page to a reader: the one place where the headers of pages are made, for the fast front and the ordinary route alike. */
@Component
public class PageWriter {

    private static final long MAX_STALE_SECONDS = 60;
    private static final long MAX_STALE_IF_ERROR_SECONDS = 86_400;

    private final Clock clock;

    PageWriter(Clock clock) {
        this.clock = clock;
    }

    /** Who may keep the answer. */
    public enum Keeping {
        /** Everybody. */
        SHARED,
        /** Nobody, for it was made for one reader. */
        PRIVATE,
        /** Nobody, for it was asked for by position. */
        NEVER
    }

    /** True when the compressed form is wanted. */
    public static boolean wantsGzip(ServerHttpRequest request) {
        return RequestHeaders.acceptsGzip(request.getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING));
    }

    public Mono<Void> write(Page page, Keeping keeping, ServerHttpRequest request, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        boolean gzip = wantsGzip(request);
        Encoded encoded = gzip ? page.gzipped() : page.plain();
        headers.set(HttpHeaders.VARY, page.isGated() ? "Accept-Encoding, Cookie, Authorization" : "Accept-Encoding");
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl(page, keeping));
        // Also with 304: what a cache keeps takes its headers from there.
        setIfPresent(headers, "Content-Security-Policy", page.form().securityPolicy());
        if (keeping == Keeping.SHARED) {
            headers.set(HttpHeaders.ETAG, encoded.etag());
            if (RequestHeaders.matches(request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH), encoded.etag())) {
                response.setStatusCode(HttpStatus.NOT_MODIFIED);
                return response.setComplete();
            }
        }
        response.setStatusCode(HttpStatus.OK);
        headers.set(HttpHeaders.CONTENT_TYPE, page.form().contentType());
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(encoded.bytes().length));
        setIfPresent(headers, HttpHeaders.CONTENT_ENCODING, gzip ? "gzip" : null);
        setIfPresent(headers, HttpHeaders.LINK, page.nextLink());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(encoded.bytes())));
    }

    private String cacheControl(Page page, Keeping keeping) {
        return switch (keeping) {
            case SHARED ->
                "public, max-age=" + secondsLeft(page) + ", stale-while-revalidate=" + MAX_STALE_SECONDS
                        + ", stale-if-error=" + MAX_STALE_IF_ERROR_SECONDS;
            case PRIVATE -> "private, no-store";
            case NEVER -> "no-store";
        };
    }

    private long secondsLeft(Page page) {
        return Math.max(0, Duration.between(clock.instant(), page.freshUntil()).toSeconds());
    }

    private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }
}
