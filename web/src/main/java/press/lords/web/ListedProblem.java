package press.lords.web;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** One of a service's closed list of problems, which is an enum of its own. The list's first problem of a status is what that status means by itself. */
public interface ListedProblem {

    /** The enum's. */
    String name();

    HttpStatus status();

    /** The same whenever it occurs. */
    String title();

    /** The last part of the problem's {@code type}. */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default URI type() {
        return URI.create("/problems/" + slug());
    }

    default ProblemDetail problem() {
        return new PlacelessProblem(this);
    }

    /** What a status alone means, for refusals by the framework; one that isn't listed counts as 400 or 500, which always are. */
    static <P extends ListedProblem> P of(HttpStatusCode status, P[] list) {
        return first(status, list)
                .or(() -> first(
                        status.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR, list))
                .orElseThrow();
    }

    private static <P extends ListedProblem> Optional<P> first(HttpStatusCode status, P[] list) {
        return Arrays.stream(list)
                .filter(problem -> problem.status().value() == status.value())
                .findFirst();
    }
}
