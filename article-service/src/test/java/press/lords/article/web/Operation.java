package press.lords.article.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** One operation as the OpenAPI document has it, its references followed. */
record Operation(
        String method,
        String path,
        boolean open,
        List<Map<String, Object>> parameters,
        @Nullable Map<String, Object> body,
        List<String> statuses) {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Map<String, Object> DOCUMENT = document();

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        fields(DOCUMENT.get("paths"))
                .forEach((path, item) -> fields(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        all.add(of(method, path, fields(item), fields(operation)));
                    }
                }));
        return all;
    }

    static Map<String, Object> fields(@Nullable Object node) {
        Map<String, Object> fields = asFields(node == null ? Map.of() : node);
        if (fields.get("$ref") instanceof String reference) {
            Map<String, Object> found = DOCUMENT;
            for (String name : reference.substring(2).split("/", -1)) {
                found = fields(found.get(name));
            }
            return found;
        }
        return fields;
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private static Operation of(String method, String path, Map<String, Object> item, Map<String, Object> operation) {
        List<Map<String, Object>> parameters = new ArrayList<>(parameters(item));
        parameters.addAll(parameters(operation));
        Object security = operation.getOrDefault("security", DOCUMENT.getOrDefault("security", List.of()));
        Map<String, Object> body =
                fields(fields(fields(fields(operation.get("requestBody")).get("content"))
                                .get("application/json"))
                        .get("schema"));
        return new Operation(
                method,
                path,
                ((List<?>) security).isEmpty(),
                parameters,
                body.isEmpty() ? null : body,
                List.copyOf(fields(operation.get("responses")).keySet()));
    }

    private static List<Map<String, Object>> parameters(Map<String, Object> of) {
        return ((List<?>) of.getOrDefault("parameters", List.of()))
                .stream().map(Operation::fields).toList();
    }

    @SuppressWarnings("unchecked") // the keys of our YAML are text
    private static Map<String, Object> asFields(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> document() {
        try (InputStream in = Operation.class.getResourceAsStream("/static/openapi.yaml")) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
