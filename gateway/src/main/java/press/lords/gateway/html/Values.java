package press.lords.gateway.html;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a template may ask of a plain value, so that it can be given the very records that the JSON is written from. */
final class Values extends DefaultCollector {

    private static final int EARLIER = 50;

    private final DateTimeFormatter moment;

    Values(ZoneId zone) {
        moment = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.UK).withZone(zone);
    }

    /** A part of a highlight, to be escaped. */
    record Excerpt(String text, boolean marked) {}

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        return switch (context) {
            case Instant _ -> fetcher(Instant.class, ofInstant(name));
            case Enum<?> _ -> (value, wanted) -> ofEnum((Enum<?>) value, wanted);
            case Integer _ -> fetcher(Integer.class, name.equals("earlier") ? Values::earlier : null);
            case String _ -> fetcher(String.class, ofString(name));
            // Members come with some problems only.
            case Map<?, ?> _ -> (value, wanted) -> ((Map<?, ?>) value).get(wanted);
            default -> super.createFetcher(context, name);
        };
    }

    private @Nullable Function<Instant, Object> ofInstant(String name) {
        return switch (name) {
            case "iso" -> Instant::toString;
            case "label" -> moment::format;
            default -> null;
        };
    }

    /** Its {@code label}, or whether it is the one of that name. */
    private static Object ofEnum(Enum<?> value, String name) {
        if (!name.equals("label")) {
            return value.name().toLowerCase(Locale.ROOT).equals(name);
        }
        String words = value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The revisions before this one, the latest first: from the last of them a reader gets to those before it. */
    private static Object earlier(int revision) {
        return IntStream.iterate(revision - 1, number -> number > 0, number -> number - 1)
                .limit(EARLIER)
                .boxed()
                .toList();
    }

    private static @Nullable Function<String, Object> ofString(String name) {
        return switch (name) {
            // An address of something else on the web; anything but that is never a link.
            case "href" -> text -> text.startsWith("https://") || text.startsWith("http://") ? text : "";
            // The paper's name as print has it; what editors write already is as they want it.
            case "typeset" -> text -> text.replace('\'', '’');
            case "paragraphs" ->
                text -> Stream.of(text.split("\\R\\s*\\R", -1))
                        .map(String::strip)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList();
            case "excerpts" -> Values::excerpts;
            default -> null;
        };
    }

    /** A highlight's words, taken out of their HTML. */
    private static List<Excerpt> excerpts(String highlight) {
        return Jsoup.parseBodyFragment(highlight).body().childNodes().stream()
                .map(node -> node instanceof Element element
                        ? new Excerpt(element.wholeText(), element.nameIs("mark"))
                        : new Excerpt(node.toString(), false))
                .toList();
    }

    private static <T> Mustache.@Nullable VariableFetcher fetcher(
            Class<T> type, @Nullable Function<T, Object> function) {
        return function == null ? null : (value, name) -> function.apply(type.cast(value));
    }
}
