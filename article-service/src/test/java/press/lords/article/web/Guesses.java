package press.lords.article.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/** Values that a schema of the document asks for, nearly asks for, or never asked for; the same ones for the same seed. */
final class Guesses {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HUGE = 700_000;

    private final Random random;

    Guesses(long seed) {
        this.random = new Random(seed);
    }

    /** A body in JSON, more often wrong than right. */
    String body(Map<String, Object> schema) {
        Object right = value(schema);
        String json = JSON.writeValueAsString(right);
        return switch (random.nextInt(10)) {
            case 0, 5, 6 -> json;
            case 1 -> JSON.writeValueAsString(wrong());
            case 2 -> json.substring(0, random.nextInt(json.length()));
            case 3 -> twice(json);
            case 4 -> json.replaceFirst("}$", (json.length() > 2 ? "," : "") + "\"unknown\":1}");
            default -> JSON.writeValueAsString(spoilt(right));
        };
    }

    /** What stands in a path, a query or a header. */
    String text(Map<String, Object> schema) {
        Object value = random.nextInt(3) == 0 ? value(schema) : wrong();
        return value == null ? "" : String.valueOf(value);
    }

    private Object value(Map<String, Object> schema) {
        if (schema.get("oneOf") instanceof List<?> choices) {
            return value(Operation.fields(choices.getFirst()));
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.get(random.nextInt(values.size()));
        }
        Object type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (String.valueOf(type)) {
            case "object" -> object(schema);
            case "array" ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(n -> value(Operation.fields(schema.get("items"))))
                        .toList();
            case "integer" -> random.nextInt(1, 100);
            default -> "w" + random.nextInt(1_000);
        };
    }

    private Map<String, Object> object(Map<String, Object> schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        Operation.fields(schema.get("properties")).forEach((name, property) -> {
            if (random.nextInt(5) > 0) {
                object.put(name, value(Operation.fields(property)));
            }
        });
        return object;
    }

    /** The same, but for one field. */
    private Object spoilt(Object right) {
        if (!(right instanceof Map<?, ?> fields) || fields.isEmpty()) {
            return wrong();
        }
        Map<Object, Object> spoilt = new LinkedHashMap<>(fields);
        spoilt.put(new ArrayList<>(fields.keySet()).get(random.nextInt(fields.size())), wrong());
        return spoilt;
    }

    private static String twice(String json) {
        return json.startsWith("{\"") ? json.replaceFirst("}$", "," + json.substring(1)) : json + json;
    }

    private Object wrong() {
        return switch (random.nextInt(9)) {
            case 0 -> -1;
            case 1 -> Long.MAX_VALUE;
            case 2 -> true;
            case 3 -> List.of(Map.of("$gt", ""));
            case 4 -> Map.of("$where", "1");
            case 5 -> "";
            case 6 -> "x".repeat(random.nextInt(HUGE));
            case 7 -> "2026-13-45T99:99:99Z";
            default -> unicode();
        };
    }

    /** Whatever there is, unassigned, directing, combining and all, but no halves of a pair: JSON couldn't carry them. */
    private String unicode() {
        int[] points = random.ints(random.nextInt(1, 40), 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .toArray();
        return new String(points, 0, points.length);
    }
}
