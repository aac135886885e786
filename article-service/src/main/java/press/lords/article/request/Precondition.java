package press.lords.article.request;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** The version that a change was made on: {@code If-Match}, compared strongly. */
public final class Precondition {

    private static final Precondition NONE = new Precondition(List.of(), true);

    private final List<ETag> tags;
    private final boolean any;

    private Precondition(List<ETag> tags, boolean any) {
        this.tags = tags;
        this.any = any;
    }

    /** For changes that overwrite: refuses a request without {@code If-Match}. */
    public static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new RequestProblem.PreconditionMissing();
        }
        return optional(ifMatch);
    }

    /** For changes that are right on whatever version is current. */
    public static Precondition optional(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return NONE;
        }
        List<ETag> tags = ETag.parse(ifMatch);
        if (tags.isEmpty()) {
            throw new RequestProblem.Malformed("If-Match", "must be an entity tag such as \"3\"");
        }
        return new Precondition(tags, tags.stream().anyMatch(ETag::isWildcard));
    }

    /** Refuses unless {@code version} is one that the sender named. */
    public void check(int version) {
        if (!any && tags.stream().noneMatch(tag -> !tag.weak() && tag.tag().equals(Integer.toString(version)))) {
            throw new RequestProblem.PreconditionFailed();
        }
    }

    /** The entity tag of a version. */
    public static String tag(int version) {
        return "\"" + version + "\"";
    }
}
