package press.lords.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;

/** A failure with a name of its own, which its reporter can tell and the log explains. */
public final class Incident {

    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    private Incident() {}

    /** The problem as it is shown: with the id alone, never with what the failure says. */
    public static ProblemDetail report(@Nullable Throwable failure, ListedProblem shownAs) {
        String id = UUID.randomUUID().toString();
        log.error("incident {}", id, failure);
        ProblemDetail problem = shownAs.problem();
        problem.setProperty("incident", id);
        return problem;
    }
}
