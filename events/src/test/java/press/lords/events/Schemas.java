package press.lords.events;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12) of what the records put on the wire. Readers tolerate further fields; senders must give all of these, but for what a type has gained. */
final class Schemas {

    /** Fields that came after their type was released: what was sent before lacks them. */
    private static final Set<String> GAINED = Set.of("notifyReaders");

    private Schemas() {}

    static Map<String, Object> of(EventType type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://lords.press/schemas/" + type.typeName() + ".json");
        schema.put("title", type.typeName());
        schema.putAll(record(Revision.class, type.event()));
        return schema;
    }

    private static Map<String, Object> record(Class<?> record, @Nullable Class<?> event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Map<String, Object> schema = component.getName().equals("event") && event != null
                    ? record(event, null)
                    : type(component.getGenericType());
            properties.put(component.getName(), nullable(component) ? orNull(schema) : schema);
            if (!GAINED.contains(component.getName())) {
                required.add(component.getName());
            }
        }
        return ordered("type", "object", "properties", properties, "required", required);
    }

    private static boolean nullable(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return ordered("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return ordered("type", "array", "items", type(list.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return ordered("type", "object", "additionalProperties", type(map.getActualTypeArguments()[1]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, null);
        }
        if (plain.isEnum()) {
            List<String> names = Stream.of(plain.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
            return ordered("type", "string", "enum", names);
        }
        if (plain == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        return ordered("type", Objects.requireNonNull(SCALARS.get(plain), "no schema for " + plain));
    }

    private static final Map<Class<?>, String> SCALARS = Map.of(
            String.class, "string",
            ZoneId.class, "string",
            int.class, "integer",
            boolean.class, "boolean",
            Boolean.class, "boolean",
            BigDecimal.class, "number");

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
