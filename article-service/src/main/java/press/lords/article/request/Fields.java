package press.lords.article.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Checks the fields of one request and tells everything that is wrong with them at once. */
public final class Fields {

    private static final int MAX_URL_LENGTH = 2_000;

    private final List<FieldProblem> problems = new ArrayList<>();

    public void refuse(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }

    /** A text of one line that must be there. */
    public String line(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank()) {
            refuse(field, "must not be empty");
            return "";
        }
        return optionalLine(field, value, maxLength);
    }

    /** A text of one line, empty when left out. */
    public String optionalLine(String field, @Nullable String value, int maxLength) {
        String text = text(field, value, maxLength);
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)) {
            refuse(field, "must be one line");
        }
        return text.strip();
    }

    /** A text of any lines, empty when left out. Its characters are kept as they are. */
    public String text(String field, @Nullable String value, int maxLength) {
        if (value == null) {
            return "";
        }
        if (value.codePointCount(0, value.length()) > maxLength) {
            refuse(field, "must have at most " + maxLength + " characters");
        }
        if (value.codePoints().anyMatch(Fields::isNoText)) {
            refuse(field, "must not have control characters or halves of characters");
        }
        return value;
    }

    /** Slugs without repetition, none when left out; whether they exist is for others to say. */
    public List<String> slugs(String field, @Nullable List<@Nullable String> values, int maxCount) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > maxCount) {
            refuse(field, "must have at most " + maxCount + " elements");
            return List.of();
        }
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            slugs.add(slug(field + "[" + i + "]", values.get(i)));
        }
        if (new HashSet<>(slugs).size() < slugs.size()) {
            refuse(field, "must not name one twice");
        }
        return slugs;
    }

    public String slug(String field, @Nullable String value) {
        if (value == null || !Slugs.isWellFormed(value)) {
            refuse(field, "must be a slug: a-z, 0-9 and single hyphens, at most " + Slugs.MAX_LENGTH + " characters");
            return "";
        }
        return value;
    }

    /** An address that a reader's browser may be sent to. */
    public String webAddress(String field, @Nullable String value) {
        String text = line(field, value, MAX_URL_LENGTH);
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!text.isEmpty() && (!web || uri.getHost() == null || uri.getUserInfo() != null)) {
                refuse(field, "must be an http or https address");
            }
        } catch (URISyntaxException e) {
            refuse(field, "must be an http or https address");
        }
        return text;
    }

    /** A moment with its offset, in milliseconds; null when left out. */
    public @Nullable Instant moment(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            refuse(field, "must be a moment with an offset, such as 2026-11-23T07:00:00Z");
            return null;
        }
    }

    /** Refuses the request if anything was found. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new RequestProblem.InvalidFields(problems);
        }
    }

    private static boolean isNoText(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean control =
                Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
        return surrogate || control || codePoint == 0xFFFE || codePoint == 0xFFFF;
    }
}
