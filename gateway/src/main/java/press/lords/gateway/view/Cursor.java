package press.lords.gateway.view;

import java.util.Base64;

import press.lords.gateway.view.View.BadCursor;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where a page of a list ended. Opaque to whoever carries it, so it is checked when it comes back. */
record Cursor(String list, long after, String id) {

    private static final int MAX_LENGTH = 3_000;

    String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((list + "/" + after + "/" + id).getBytes(UTF_8));
    }

    static Cursor decoded(String list, String text) throws BadCursor {
        if (text.length() > MAX_LENGTH) {
            throw new BadCursor();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("/", 3);
            if (parts.length != 3 || !parts[0].equals(list)) {
                throw new BadCursor();
            }
            return new Cursor(list, Long.parseLong(parts[1]), parts[2]);
        } catch (IllegalArgumentException e) {
            throw new BadCursor();
        }
    }
}
