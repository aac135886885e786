package press.lords.gateway.routing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Who calls. Of the addresses that proxies wrote down, each names the one before it and is worth as much as the proxy that wrote it: from the
 * right the first that isn't a trusted proxy's is the caller's, and what stands left of it anybody may have written.
 */
@Component
class Callers {

    static final String FORWARDED_FOR = "X-Forwarded-For";
    /** Some proxies add the port. */
    private static final Pattern PORT = Pattern.compile("(?<=^[0-9.]{7,15}|]):[0-9]{1,5}$");

    private final Predicate<String> trusted;

    Callers(RoutingSettings settings) {
        String proxies = settings.trustedProxies();
        this.trusted = proxies.isEmpty() ? _ -> false : Pattern.compile(proxies).asMatchPredicate();
    }

    /** Empty when even the connection has no address. */
    Optional<String> of(ServerHttpRequest request) {
        return address(request.getRemoteAddress()).map(peer -> {
            String caller = peer;
            List<String> written = request.getHeaders().getValuesAsList(FORWARDED_FOR);
            for (int at = written.size() - 1; at >= 0 && trusted.test(caller); at--) {
                Optional<String> before = literal(written.get(at));
                if (before.isEmpty()) {
                    return caller;
                }
                caller = before.get();
            }
            return caller;
        });
    }

    private static Optional<String> address(@Nullable InetSocketAddress peer) {
        return Optional.ofNullable(peer).map(InetSocketAddress::getAddress).map(InetAddress::getHostAddress);
    }

    private static Optional<String> literal(String text) {
        String plain = PORT.matcher(text.strip()).replaceFirst("").replaceAll("[\\[\\]]", "");
        try {
            return Optional.of(InetAddress.ofLiteral(plain).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
