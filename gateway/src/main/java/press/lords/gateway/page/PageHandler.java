package press.lords.gateway.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import press.lords.events.Position;
import press.lords.gateway.access.Session;
import press.lords.gateway.access.Sessions;
import press.lords.gateway.page.Frame.Viewer;
import press.lords.gateway.page.PageWriter.Keeping;
import press.lords.gateway.view.View;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers a request for a page: to a reader with a session apart, to all others from the cache, or built off the event loop, or once a position is visible. */
@Component
class PageHandler {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final View view;
    private final Sessions sessions;
    private final Pages pages;
    private final PageWriter writer;
    private final Scheduler builders;
    private final Scheduler searchers;
    private final PageSettings settings;
    private final Semaphore waiting;

    PageHandler(
            View view,
            Sessions sessions,
            Pages pages,
            PageWriter writer,
            Scheduler pageBuilders,
            Scheduler pageSearchers,
            PageSettings settings) {
        this.view = view;
        this.sessions = sessions;
        this.pages = pages;
        this.writer = writer;
        this.builders = pageBuilders;
        this.searchers = pageSearchers;
        this.settings = settings;
        this.waiting = new Semaphore(settings.maxWaiting());
    }

    Mono<ServerResponse> handle(
            ServerRequest request, Form form, BiFunction<Form, ServerRequest, PageAddress> addressOf) {
        if (!METHODS.contains(request.method())) {
            return Mono.error(new MethodNotAllowedException(request.method(), METHODS));
        }
        if (!accepts(form, request)) {
            return Mono.error(new NotAcceptableStatusException(List.of(form.accepted())));
        }
        PageAddress address = addressOf.apply(form, request);
        Optional<Position> position = PageQuery.atLeast(request);
        Optional<Session> session = sessions.find(request.exchange().getRequest());
        if (session.isPresent()) {
            Viewer viewer = Viewer.of(session.get());
            return once(position)
                    .then(build(address, () -> pages.builtFor(viewer, address)))
                    .flatMap(answer -> respond(request, answer, Keeping.PRIVATE));
        }
        if (position.isPresent()) {
            return once(position)
                    .then(build(address, () -> pages.fresh(address)))
                    .flatMap(answer -> respond(request, answer, Keeping.NEVER));
        }
        return forAnyone(request, address);
    }

    private Mono<ServerResponse> forAnyone(ServerRequest request, PageAddress address) {
        // Who shows what is no reader's gets what anyone gets; only no cache shall take it for that.
        boolean shows = request.headers().asHttpHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        Keeping keeping = shows ? Keeping.PRIVATE : Keeping.SHARED;
        Answer cached = pages.cached(address);
        if (cached != null && !mustBeCompressed(request, cached)) {
            return respond(request, cached, keeping);
        }
        return build(address, () -> pages.answer(address)).flatMap(answer -> respond(request, answer, keeping));
    }

    private static boolean accepts(Form form, ServerRequest request) {
        return request.headers().accept().isEmpty()
                || request.headers().accept().stream()
                        .anyMatch(range -> range.isCompatibleWith(form.accepted()) && range.getQualityValue() > 0);
    }

    private static boolean mustBeCompressed(ServerRequest request, Answer answer) {
        return answer instanceof Page page
                && !page.isGzipped()
                && PageWriter.wantsGzip(request.exchange().getRequest());
    }

    private Mono<Answer> build(PageAddress address, Callable<Answer> answer) {
        // What no cache saves costs as much each time: however much is searched, pages are built beside it.
        Scheduler on = address instanceof PageAddress.Search ? searchers : builders;
        return Mono.fromCallable(answer).subscribeOn(on);
    }

    private Mono<Void> once(Optional<Position> position) {
        return position.map(this::once).orElseGet(Mono::empty);
    }

    private Mono<Void> once(Position position) {
        return Mono.defer(() -> {
            if (!waiting.tryAcquire()) {
                return Mono.error(new PageRefused(new PageProblem.NotYetVisible()));
            }
            return Mono.fromFuture(view.await(position))
                    .timeout(settings.maxWait())
                    .onErrorMap(TimeoutException.class, e -> new PageRefused(new PageProblem.NotYetVisible()))
                    .doFinally(signal -> waiting.release());
        });
    }

    private Mono<ServerResponse> respond(ServerRequest request, Answer answer, Keeping keeping) {
        return switch (answer) {
            case Page page ->
                ServerResponse.ok()
                        .build((exchange, context) ->
                                writer.write(page, keeping, exchange.getRequest(), exchange.getResponse()));
            case Answer.Moved(String location) ->
                ServerResponse.status(HttpStatus.MOVED_PERMANENTLY)
                        .location(URI.create(withQuery(location, request)))
                        .header(
                                HttpHeaders.CACHE_CONTROL,
                                keeping == Keeping.SHARED ? "public, max-age=60" : "no-store")
                        .build();
            case Answer.Refused(PageProblem problem) -> Mono.error(new PageRefused(problem));
        };
    }

    private static String withQuery(String location, ServerRequest request) {
        String query = request.uri().getRawQuery();
        return query == null ? location : location + "?" + query;
    }
}
