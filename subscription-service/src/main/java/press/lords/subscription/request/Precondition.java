package press.lords.subscription.request;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** The version that a change was made on: {@code If-Match}, compared strongly. */
public final class Precondition {

    private final List<ETag> tags;

    private Precondition(List<ETag> tags) {
        this.tags = tags;
    }

    /** Refuses a request that doesn't say. */
    public static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new RequestProblem.PreconditionMissing();
        }
        return new Precondition(ETag.parse(ifMatch));
    }

    /** Refuses unless {@code version} is one that the sender named. */
    public void check(String version) {
        if (tags.stream().noneMatch(tag -> tag.isWildcard() || isOf(tag, version))) {
            throw new RequestProblem.PreconditionFailed();
        }
    }

    private static boolean isOf(ETag tag, String version) {
        return !tag.weak() && tag.tag().equals(version);
    }
}
