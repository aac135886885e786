package press.lords.gateway.page;

import java.util.function.Function;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

/** Where the pages are. */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    @Bean
    RouterFunction<ServerResponse> pageRouter(PageHandler handler) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        add(routes, PageAddress.Article.PATTERN, PageQuery::article, handler);
        add(routes, PageAddress.PastRevision.PATTERN, PageQuery::pastRevision, handler);
        add(routes, PageAddress.Front.PATTERN, PageQuery::front, handler);
        add(routes, PageAddress.InCategory.PATTERN, PageQuery::inCategory, handler);
        add(routes, PageAddress.ByAuthor.PATTERN, PageQuery::byAuthor, handler);
        add(routes, PageAddress.Archive.PATTERN, PageQuery::archive, handler);
        add(routes, PageAddress.Search.PATTERN, PageQuery::search, handler);
        return routes.build();
    }

    private static void add(
            RouterFunctions.Builder routes,
            String pattern,
            Function<ServerRequest, PageAddress> address,
            PageHandler handler) {
        routes.route(path(pattern), request -> handler.handle(request, address));
    }
}
