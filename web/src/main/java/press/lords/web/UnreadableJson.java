package press.lords.web;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with JSON, in our own words: a parser's message names classes and quotes its input.
 *
 * @param field as the sender names it, such as {@code newsletters[0]}
 */
record UnreadableJson(String field, String message) {

    private static final int MAX_FIELD_LENGTH = 100;

    static UnreadableJson explain(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException e -> new UnreadableJson(path(e), "is not a known field");
            case StreamReadException e ->
                new UnreadableJson(
                        "body",
                        "is not JSON, or says a field twice, at line "
                                + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr());
            case JacksonException e -> new UnreadableJson(path(e), "is of a wrong type or not one of the known values");
            case null, default -> new UnreadableJson("body", "must not be missing");
        };
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getPropertyName())
                .collect(Collectors.joining());
        String field = path.startsWith(".") ? path.substring(1) : path;
        return field.isEmpty() ? "body" : field.substring(0, Math.min(field.length(), MAX_FIELD_LENGTH));
    }
}
