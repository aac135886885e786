package press.lords.gateway.page;

import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.web.reactive.function.server.ServerRequest;
import press.lords.events.Position;
import press.lords.gateway.page.PageAddress.Paging;

/** Reads which page a request means; what can't be meant is refused. */
final class PageQuery {

    private static final int MAX_CURSOR = 500;
    private static final int MAX_QUERY = 200;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern MONTH = Pattern.compile("0[1-9]|1[0-2]");

    private PageQuery() {}

    static PageAddress article(Form form, ServerRequest request) {
        return new PageAddress.Article(form, request.pathVariable("slug"));
    }

    static PageAddress pastRevision(Form form, ServerRequest request) {
        String number = request.pathVariable("n");
        if (!REVISION.matcher(number).matches()) {
            throw new PageRefused(new PageProblem.RevisionUnknown());
        }
        return new PageAddress.PastRevision(form, request.pathVariable("slug"), Integer.parseInt(number));
    }

    static PageAddress front(Form form, ServerRequest request) {
        return new PageAddress.Front(form, paging(request));
    }

    static PageAddress inCategory(Form form, ServerRequest request) {
        return new PageAddress.InCategory(form, request.pathVariable("slug"), paging(request));
    }

    static PageAddress byAuthor(Form form, ServerRequest request) {
        return new PageAddress.ByAuthor(form, request.pathVariable("slug"), paging(request));
    }

    static PageAddress archive(Form form, ServerRequest request) {
        String year = request.pathVariable("yyyy");
        String month = request.pathVariable("mm");
        if (!YEAR.matcher(year).matches() || !MONTH.matcher(month).matches()) {
            throw bad("month", "is written as four digits, a slash, two digits");
        }
        return new PageAddress.Archive(
                form, YearMonth.of(Integer.parseInt(year), Integer.parseInt(month)), paging(request));
    }

    static PageAddress search(Form form, ServerRequest request) {
        String query = request.queryParam("q").orElse("").strip();
        if (query.isEmpty() || query.length() > MAX_QUERY) {
            throw bad("q", "has 1 to " + MAX_QUERY + " characters");
        }
        return new PageAddress.Search(form, query, paging(request));
    }

    static Optional<Position> atLeast(ServerRequest request) {
        return request.queryParam("at-least")
                .map(text ->
                        Position.decoded(text).orElseThrow(() -> bad("at-least", "is not a position of this press")));
    }

    private static Paging paging(ServerRequest request) {
        String after = request.queryParam("after").orElse(null);
        if (after != null && (after.isEmpty() || after.length() > MAX_CURSOR)) {
            throw bad("after", "is not a cursor of this list");
        }
        return new Paging(
                after, request.queryParam("limit").map(PageQuery::limit).orElse(Paging.DEFAULT_LIMIT));
    }

    private static int limit(String text) {
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > Paging.MAX_LIMIT) {
            throw bad("limit", "is a number from 1 to " + Paging.MAX_LIMIT);
        }
        return limit;
    }

    private static PageRefused bad(String parameter, String why) {
        return new PageRefused(new PageProblem.BadQuery(parameter, why));
    }
}
