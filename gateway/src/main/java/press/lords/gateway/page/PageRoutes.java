package press.lords.gateway.page;

import java.util.Map;
import java.util.function.BiFunction;

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

    static final Map<PageAddress.Pattern, BiFunction<Form, ServerRequest, PageAddress>> ADDRESSES = Map.of(
            PageAddress.Article.PATTERN, PageQuery::article,
            PageAddress.PastRevision.PATTERN, PageQuery::pastRevision,
            PageAddress.Front.PATTERN, PageQuery::front,
            PageAddress.InCategory.PATTERN, PageQuery::inCategory,
            PageAddress.ByAuthor.PATTERN, PageQuery::byAuthor,
            PageAddress.Archive.PATTERN, PageQuery::archive,
            PageAddress.Search.PATTERN, PageQuery::search);

    @Bean
    RouterFunction<ServerResponse> pageRouter(PageHandler handler) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Form form : Form.values()) {
            ADDRESSES.forEach((pattern, address) ->
                    routes.route(path(pattern.in(form)), request -> handler.handle(request, form, address)));
        }
        return routes.build();
    }
}
