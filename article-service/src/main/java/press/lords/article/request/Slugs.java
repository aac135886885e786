package press.lords.article.request;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Addresses that people can read: lower-case ASCII letters and digits, parted by single hyphens, at most 80 characters. */
public final class Slugs {

    public static final int MAX_LENGTH = 80;

    private static final int LONGEST_SUFFIX = "-999999999".length();

    private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern MARKS = Pattern.compile("[\\p{M}'’‘`´]+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");

    /** Latin letters that Unicode doesn't decompose. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("æ", "ae"),
            Map.entry("œ", "oe"),
            Map.entry("ø", "o"),
            Map.entry("đ", "d"),
            Map.entry("ð", "d"),
            Map.entry("ħ", "h"),
            Map.entry("ı", "i"),
            Map.entry("ł", "l"),
            Map.entry("þ", "th"));

    private Slugs() {}

    public static boolean isWellFormed(String slug) {
        return slug.length() <= MAX_LENGTH && WELL_FORMED.matcher(slug).matches();
    }

    /** The slug that a text gives, {@code otherwise} when nothing of it is left in ASCII. */
    public static String derivedFrom(String text, String otherwise) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        String slug = trimmed(OTHERS.matcher(folded).replaceAll("-"), MAX_LENGTH);
        return slug.isEmpty() ? otherwise : slug;
    }

    /** The {@code n}th slug of that name: the name itself, then {@code name-2}, {@code name-3} … */
    public static String numbered(String slug, int n) {
        if (n == 1) {
            return slug;
        }
        String suffix = "-" + n;
        return trimmed(slug, MAX_LENGTH - suffix.length()) + suffix;
    }

    /** What every slug of that name begins with, numbered or not. */
    public static String stem(String slug) {
        return trimmed(slug, MAX_LENGTH - LONGEST_SUFFIX);
    }

    private static String trimmed(String slug, int maxLength) {
        String edged = EDGES.matcher(slug).replaceAll("");
        if (edged.length() <= maxLength) {
            return edged;
        }
        int lastWordStart = edged.lastIndexOf('-', maxLength);
        return edged.substring(0, lastWordStart > maxLength / 2 ? lastWordStart : maxLength)
                .replaceAll("-+$", "");
    }
}
