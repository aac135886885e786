package press.lords.article.publishing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What editors work on.
 *
 * @param body CommonMark
 * @param authors slugs, in the order of the byline
 * @param categories slugs
 * @param slug the address from the next publication on
 */
record Draft(
        String headline,
        String standfirst,
        String body,
        Kind kind,
        Access access,
        List<String> authors,
        List<String> categories,
        String slug) {

    /** The same for the same draft, and for no other. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Stream.of(
                            headline,
                            standfirst,
                            body,
                            kind.name(),
                            access.name(),
                            String.join(",", authors),
                            String.join(",", categories),
                            slug)
                    .map(part -> part.getBytes(UTF_8))
                    .forEach(part -> {
                        sha256.update(ByteBuffer.allocate(Integer.BYTES)
                                .putInt(part.length)
                                .flip());
                        sha256.update(part);
                    });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
