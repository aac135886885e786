package press.lords.subscription.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;

/** A failure with a name of its own, which its reporter can tell and the log explains. */
final class Incident {

    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    private Incident() {}

    static ProblemDetail report(@Nullable Throwable failure) {
        String id = UUID.randomUUID().toString();
        log.error("incident {}", id, failure);
        ProblemDetail problem = ProblemType.INTERNAL.problem();
        problem.setProperty("incident", id);
        return problem;
    }
}
