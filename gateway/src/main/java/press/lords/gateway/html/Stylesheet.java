package press.lords.gateway.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.springframework.core.io.ClassPathResource;

/** How all pages look. Its address names its content, so it may be kept for ever. */
public final class Stylesheet {

    public static final String PATTERN = "/assets/press.{hash}.css";
    private static final int HASH_DIGITS = 16;

    private final byte[] css;
    private final String hash;

    public Stylesheet() {
        try {
            css = new ClassPathResource("templates/press.css").getContentAsByteArray();
            hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(css))
                    .substring(0, HASH_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] css() {
        return css.clone();
    }

    /** What stands for {@code {hash}} in its address. */
    public String hash() {
        return hash;
    }

    public String path() {
        return PATTERN.replace("{hash}", hash);
    }
}
