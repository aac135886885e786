package press.lords.events;

import java.util.Base64;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where a publication stands in the journal: what an editor gets back and a page request may wait for. Opaque to both. */
public record Position(String articleId, int revision) {

    private static final int MAX_LENGTH = 400;

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Revision.key(articleId, revision).getBytes(UTF_8));
    }

    /** Empty when the text is not one that {@link #encoded} made. */
    public static Optional<Position> decoded(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int slash = key.lastIndexOf('/');
            if (slash < 1) {
                return Optional.empty();
            }
            int revision = Integer.parseInt(key.substring(slash + 1));
            return revision < 1 ? Optional.empty() : Optional.of(new Position(key.substring(0, slash), revision));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
