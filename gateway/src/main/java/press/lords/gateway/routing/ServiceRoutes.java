package press.lords.gateway.routing;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.gateway.routing.RoutingSettings.Upstream;

/** Which service owns which calls. */
@Configuration(proxyBeanMethods = false)
class ServiceRoutes {

    /** What readers, and staff, do themselves, as calls and as pages. */
    private static final String[] READERS = {
        "/api/subscriptions/**",
        "/api/sign-in-links",
        "/api/sessions/**",
        "/api/passkeys/**",
        "/api/me/**",
        "/api/unsubscribe/**",
        "/api/consent/**",
        "/api/staff/**",
        "/api/clients/**",
        "/api/notice",
        "/subscribe",
        "/confirm/{token}",
        "/sign-in",
        "/sign-in/{token}",
        "/unsubscribe/{token}",
        "/staff/{token}",
        "/consent",
        "/passkeys",
        "/passkeys.js",
        "/newsletters"
    };

    @Bean
    RouteLocator serviceRouteLocator(RouteLocatorBuilder builder, RoutingSettings settings) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        add(
                routes,
                "articles",
                settings.articles(),
                "/api/articles/**",
                "/api/authors/**",
                "/api/categories/**",
                "/api/site");
        add(
                routes,
                "subscriptions",
                settings.subscriptions(),
                "/oauth2/token",
                "/oauth2/jwks",
                "/.well-known/**",
                "/api/mail-reports");
        add(routes, Cookies.READERS, settings.subscriptions(), READERS);
        add(routes, "weather", settings.weather(), "/api/weather");
        return routes.build();
    }

    /** The HTTP client would send a request again, a POST too, when its connection breaks: that is for the caller to decide. */
    @Bean
    HttpClientCustomizer oneAttempt() {
        return client -> client.disableRetry(true);
    }

    private static void add(RouteLocatorBuilder.Builder routes, String id, Upstream upstream, String... paths) {
        routes.route(
                id,
                route -> route.path(paths)
                        .metadata(
                                RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
                                Math.toIntExact(upstream.connectTimeout().toMillis()))
                        .metadata(
                                RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                                upstream.responseTimeout().toMillis())
                        .uri(upstream.url()));
    }
}
