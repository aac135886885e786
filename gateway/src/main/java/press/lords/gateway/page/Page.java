package press.lords.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/** A page as bytes, made once. */
public final class Page implements Answer {

    private static final int HASH_BYTES = 18;

    private final Form form;
    private final Encoded plain;
    private final boolean gated;
    private final Instant freshUntil;
    private final @Nullable String nextLink;
    private volatile @Nullable Encoded gzipped;

    /**
     * @param gated true when another reader may get another page
     * @param nextLink the {@code Link} header of a list that goes on
     */
    Page(Form form, byte[] bytes, boolean gated, Instant freshUntil, @Nullable String nextLink) {
        this.form = form;
        this.plain = new Encoded(bytes, '"' + hash(bytes) + '"');
        this.gated = gated;
        this.freshUntil = freshUntil;
        this.nextLink = nextLink;
    }

    /** The bytes in one encoding and their strong entity tag. */
    @SuppressWarnings("ArrayRecordComponent") // the tag is what tells two of them apart
    record Encoded(byte[] bytes, String etag) {}

    Form form() {
        return form;
    }

    boolean isGated() {
        return gated;
    }

    Instant freshUntil() {
        return freshUntil;
    }

    @Nullable
    String nextLink() {
        return nextLink;
    }

    Encoded plain() {
        return plain;
    }

    /** Whether {@link #gzipped} costs nothing. */
    public boolean isGzipped() {
        return gzipped != null;
    }

    /** Compressed when first asked for. */
    Encoded gzipped() {
        Encoded known = gzipped;
        return known != null ? known : gzip();
    }

    private synchronized Encoded gzip() {
        Encoded known = gzipped;
        if (known == null) {
            known = new Encoded(gzip(plain.bytes), plain.etag.substring(0, plain.etag.length() - 1) + "-gzip\"");
            gzipped = known;
        }
        return known;
    }

    /** With room for the compressed bytes, which may come later. */
    int weight() {
        return 500 + plain.bytes.length + plain.bytes.length / 2;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
