package press.lords.article.request;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where a list goes on: the key of the last item shown, opaque to its holder. */
public final class Cursor {

    private static final int MAX_LENGTH = 200;

    private Cursor() {}

    public static String after(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    /** The key that {@link #after} was given, null for a list from its start. */
    public static @Nullable String key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() <= MAX_LENGTH) {
                return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static RequestProblem unreadable(@Nullable Throwable cause) {
        RequestProblem problem = new RequestProblem.Malformed("after", "is not a cursor that this list gave");
        return cause == null ? problem : (RequestProblem) problem.initCause(cause);
    }
}
