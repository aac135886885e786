package press.lords.gateway.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What describes the gateway: its OpenAPI document, and a text behind each problem's {@code type}. */
@Configuration(proxyBeanMethods = false)
class Documents {

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final String A_DAY = "public, max-age=86400";

    @Bean
    RouterFunction<ServerResponse> documentRouter() {
        return RouterFunctions.route()
                .GET(
                        "/openapi.yaml",
                        request -> ServerResponse.ok()
                                .contentType(YAML)
                                .header(HttpHeaders.CACHE_CONTROL, A_DAY)
                                .bodyValue(new ClassPathResource("openapi.yaml")))
                .GET("/problems/{name}", Documents::problem)
                .build();
    }

    private static Mono<ServerResponse> problem(ServerRequest request) {
        return ProblemType.named(request.pathVariable("name"))
                .map(type -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .header(HttpHeaders.CACHE_CONTROL, A_DAY)
                        .bodyValue("%d %s%n%s.%n".formatted(type.status().value(), type.slug(), type.title())))
                .orElseGet(() -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
