package press.lords.gateway.page;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a request's headers ask for. */
final class RequestHeaders {

    private static final Pattern NOTHING = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*$");

    private RequestHeaders() {}

    static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean anything = false;
        for (String coding : acceptEncoding.split(",", -1)) {
            String name = coding.split(";", 2)[0].strip();
            if (name.equalsIgnoreCase("gzip")) {
                return !NOTHING.matcher(coding).find();
            }
            anything |= name.equals("*") && !NOTHING.matcher(coding).find();
        }
        return anything;
    }

    static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String tag : ifNoneMatch.split(",", -1)) {
            String known = tag.strip();
            if (known.equals("*") || known.equals(etag) || known.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }
}
