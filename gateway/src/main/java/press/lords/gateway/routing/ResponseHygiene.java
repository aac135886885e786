package press.lords.gateway.routing;

import java.util.List;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Takes off an answer what tells of the machinery behind the gateway. */
@Component
class ResponseHygiene implements HttpHeadersFilter {

    private static final List<String> MACHINERY = List.of("Server", "Via", "X-Powered-By", "X-Application-Context");

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders passed = new HttpHeaders();
        passed.addAll(input);
        MACHINERY.forEach(passed::remove);
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
