package press.lords.gateway.web;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which foreign origins may call from a browser: those listed, without cookies. With none listed browsers refuse all by themselves.
 * Spring's own filter refuses without a word; this one does as it does and says why.
 */
@Component
class CrossOrigin implements WebFilter {

    private final JsonMapper json = new JsonMapper();
    private final CorsProcessor processor = new DefaultCorsProcessor();
    private final @Nullable CorsConfiguration allowed;

    CrossOrigin(WebSettings settings) {
        this.allowed = settings.allowedOrigins().isEmpty() ? null : allowed(settings.allowedOrigins());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!processor.process(allowed, exchange)) {
            return refuse(exchange.getResponse());
        }
        vary(exchange.getResponse());
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }

    /** What a cache keeps of an answer to one origin, or to none, is none to another. Said last of all, for pages and services say anew what they vary by. */
    void vary(ServerHttpResponse response) {
        if (allowed == null) {
            return;
        }
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            if (!response.getHeaders().getVary().contains(HttpHeaders.ORIGIN)) {
                response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            }
        }));
    }

    private Mono<Void> refuse(ServerHttpResponse response) {
        Problem problem = Problem.of(ProblemType.ORIGIN_REFUSED);
        byte[] body = json.writeValueAsBytes(problem);
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static CorsConfiguration allowed(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "If-Match", "If-None-Match"));
        allowed.setExposedHeaders(List.of("ETag", "Link", "Location", "Retry-After"));
        allowed.setMaxAge(Duration.ofHours(1));
        return allowed;
    }
}
