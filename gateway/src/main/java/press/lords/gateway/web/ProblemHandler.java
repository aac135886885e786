package press.lords.gateway.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import io.netty.handler.timeout.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import press.lords.gateway.access.AccessRefused;
import press.lords.gateway.page.Form;
import press.lords.gateway.page.PageRefused;
import press.lords.gateway.routing.BodyTooLarge;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Turns whatever went wrong into a problem. What nobody foresaw is logged under an incident id, and only the id is shown. */
@Component
@Order(-2)
class ProblemHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String CROSS_ORIGIN = "Access-Control-";

    private final ProblemForms forms;

    ProblemHandler(ProblemForms forms) {
        this.forms = forms;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return breakOff(exchange, failure);
        }
        Problem problem = problem(failure, exchange);
        HttpHeaders headers = response.getHeaders();
        clear(headers);
        ProblemForms.Written written =
                forms.write(problem, exchange.getRequest().getPath().value());
        switch (written.form()) {
            case JSON -> headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            case HTML -> {
                headers.set(HttpHeaders.CONTENT_TYPE, Form.HTML.contentType());
                headers.set("Content-Security-Policy", Form.HTML.securityPolicy());
            }
        }
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (failure instanceof MethodNotAllowedException notAllowed) {
            headers.setAllow(notAllowed.getSupportedMethods());
        }
        response.setRawStatusCode(problem.status());
        headers.setContentLength(written.bytes().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(written.bytes())));
    }

    /** Not by passing the failure on: Spring would log it with the request's address, and in it what lets the bearer of a link in. */
    private static Mono<Void> breakOff(ServerWebExchange exchange, Throwable failure) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setConnectionAborted(true));
        HttpServerResponse answer = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        return Mono.fromRunnable(() -> answer.withConnection(connection -> {
            // Otherwise it is the reader who went away.
            if (connection.channel().isActive()) {
                LOG.warn("{}an answer broke off: {}", exchange.getLogPrefix(), failure.toString());
            }
            connection.dispose();
        }));
    }

    /** What was said of the answer that failed; not who may read this one. */
    private static void clear(HttpHeaders headers) {
        headers.headerNames().stream()
                .filter(name -> !name.regionMatches(true, 0, CROSS_ORIGIN, 0, CROSS_ORIGIN.length()))
                .toList()
                .forEach(headers::remove);
    }

    private static Problem problem(Throwable failure, ServerWebExchange exchange) {
        return switch (failure) {
            case AccessRefused refused -> Problem.of(refused.problem());
            case PageRefused refused -> Problem.of(refused.problem());
            case BodyTooLarge _ -> Problem.of(ProblemType.BODY_TOO_LARGE);
            case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
                Problem.of(ProblemType.OVERLOADED);
            case RejectedExecutionException _ -> Problem.of(ProblemType.OVERLOADED);
            case ConnectException _, UnknownHostException _ -> Problem.of(ProblemType.UPSTREAM_UNAVAILABLE);
            case TimeoutException _ -> Problem.of(ProblemType.UPSTREAM_SLOW);
            // Only a service is read from with a stream: it broke off.
            case IOException _ -> Problem.of(ProblemType.UPSTREAM_UNREADABLE);
            case ResponseStatusException status -> byStatus(status, exchange);
            default -> incident(failure, exchange);
        };
    }

    private static Problem byStatus(ResponseStatusException failure, ServerWebExchange exchange) {
        HttpStatusCode status = failure.getStatusCode();
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> Problem.of(ProblemType.NOT_FOUND);
            case METHOD_NOT_ALLOWED -> Problem.of(ProblemType.METHOD_NOT_ALLOWED);
            case NOT_ACCEPTABLE -> Problem.of(ProblemType.NOT_ACCEPTABLE);
            case CONTENT_TOO_LARGE -> Problem.of(ProblemType.BODY_TOO_LARGE);
            case GATEWAY_TIMEOUT -> Problem.of(ProblemType.UPSTREAM_SLOW);
            case SERVICE_UNAVAILABLE -> Problem.of(ProblemType.UPSTREAM_UNAVAILABLE);
            case null, default ->
                status.is4xxClientError() ? Problem.of(ProblemType.BAD_REQUEST) : incident(failure, exchange);
        };
    }

    private static Problem incident(Throwable failure, ServerWebExchange exchange) {
        String id = UUID.randomUUID().toString();
        LOG.error("incident {} at {}", id, exchange.getLogPrefix(), LoggableFailure.of(failure));
        return Problem.of(ProblemType.INTERNAL, "Incident " + id, Map.of("incident", id));
    }
}
