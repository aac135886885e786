package press.lords.web;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** More was sent than may be read. */
final class BodyTooLarge extends IOException {

    private static final int MAX_CAUSES = 10;

    static boolean isBehind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof BodyTooLarge) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
