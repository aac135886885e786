package press.lords.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

/** What describes the press: the gateway's OpenAPI document, and a text behind each problem's {@code type}, whichever service answers it. */
@Configuration(proxyBeanMethods = false)
class Documents {

    private static final RequestPredicate READ = methods(HttpMethod.GET, HttpMethod.HEAD);
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final String A_DAY = "public, max-age=86400";
    private static final Pattern ROW =
            Pattern.compile("^\\| `/problems/([a-z-]+)` \\| (\\d{3}) \\| (.*) \\|$", Pattern.MULTILINE);

    private final Map<String, String> problems = problems();

    @Bean
    RouterFunction<ServerResponse> documentRouter() {
        return RouterFunctions.route()
                .route(
                        READ.and(path("/openapi.yaml")),
                        request -> ServerResponse.ok()
                                .contentType(YAML)
                                .header(HttpHeaders.CACHE_CONTROL, A_DAY)
                                .bodyValue(new ClassPathResource("openapi.yaml")))
                .route(READ.and(path("/problems/{name}")), this::problem)
                .build();
    }

    private Mono<ServerResponse> problem(ServerRequest request) {
        String explanation = problems.get(request.pathVariable("name"));
        if (explanation == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return ServerResponse.ok()
                .contentType(PLAIN)
                .header(HttpHeaders.CACHE_CONTROL, A_DAY)
                .bodyValue(explanation);
    }

    /** By name, what {@code docs/problems.md} says of a problem, a line for each service that answers it. */
    private static Map<String, String> problems() {
        try {
            String page = new ClassPathResource("docs/problems.md").getContentAsString(StandardCharsets.UTF_8);
            return ROW.matcher(page)
                    .results()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> row.group(1),
                            row -> "%s %s: %s%n".formatted(row.group(2), row.group(1), row.group(3)),
                            String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
