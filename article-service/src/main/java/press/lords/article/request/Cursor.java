package press.lords.article.request;

import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where a list goes on: the key of the last item shown, opaque to its holder. */
public final class Cursor {

    private static final int MAX_LENGTH = 200;

    /** Base64 without padding, so never one character more than whole groups of four. */
    private static final Pattern WELL_FORMED = Pattern.compile("(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?");

    private Cursor() {}

    public static String after(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    /** The key that {@link #after} was given, null for a list from its start. */
    public static @Nullable String key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (cursor.length() > MAX_LENGTH || !WELL_FORMED.matcher(cursor).matches()) {
            throw new RequestProblem.Malformed("after", "is not a cursor that this list gave");
        }
        return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    }
}
