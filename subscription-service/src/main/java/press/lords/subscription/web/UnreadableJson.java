package press.lords.subscription.web;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import press.lords.subscription.request.FieldProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with JSON in our own words: a parser's message names classes and quotes its input. */
final class UnreadableJson {

    private static final int MAX_FIELD_LENGTH = 100;

    private UnreadableJson() {}

    static FieldProblem explain(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException e -> new FieldProblem(field(e), "is not a known field");
            case StreamReadException e ->
                new FieldProblem(
                        "body",
                        "is not JSON, or says a field twice, at line "
                                + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr());
            case JacksonException e -> new FieldProblem(field(e), "is of a wrong type or not one of the known values");
            case null, default -> new FieldProblem("body", "must not be missing");
        };
    }

    private static String field(JacksonException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getPropertyName())
                .collect(Collectors.joining());
        String field = path.startsWith(".") ? path.substring(1) : path;
        return field.isEmpty() ? "body" : field.substring(0, Math.min(field.length(), MAX_FIELD_LENGTH));
    }
}
