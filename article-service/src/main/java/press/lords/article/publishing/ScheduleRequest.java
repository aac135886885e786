package press.lords.article.publishing;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;
import press.lords.article.request.RequestProblem;

/** When to publish: a moment with its offset, so that no clock change can be misread. */
record ScheduleRequest(@Nullable String at) {

    private static final Duration FARTHEST = Duration.ofDays(5 * 365 + 1);

    Instant checked(Instant now) {
        Fields fields = new Fields();
        Instant moment = fields.moment("at", at);
        if (at == null) {
            fields.refuse("at", "must not be empty");
        }
        if (moment != null && !moment.isAfter(now)) {
            fields.refuse("at", "must be in the future");
        }
        if (moment != null && moment.isAfter(now.plus(FARTHEST))) {
            fields.refuse("at", "must be within five years");
        }
        fields.check();
        if (moment == null) {
            throw new RequestProblem.InvalidFields("at", "must not be empty");
        }
        return moment;
    }
}
