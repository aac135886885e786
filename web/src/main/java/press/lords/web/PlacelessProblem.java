package press.lords.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Says what is wrong and not where: Spring would name the request's path, and in a link's path stands what lets its bearer in. */
final class PlacelessProblem extends ProblemDetail {

    PlacelessProblem(ListedProblem listed) {
        super(listed.status().value());
        setType(listed.type());
        setTitle(listed.title());
    }

    @Override
    public void setInstance(@Nullable URI instance) {}
}
