package press.lords.subscription.consent;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import press.lords.subscription.request.RequestProblem;

/**
 * A choice as it is sent.
 *
 * @param purposes by id; one that is left out is off
 * @param notice the version that the visitor was shown; the choice is refused if it is no longer in force
 */
record ConsentRequest(
        @Nullable Map<String, @Nullable Boolean> purposes,
        @Nullable String notice) {

    Map<String, @Nullable Boolean> wanted() {
        if (purposes == null) {
            throw new RequestProblem.InvalidFields("purposes", "must not be missing");
        }
        return purposes;
    }
}
