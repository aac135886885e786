package press.lords.platform.database;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** What a query asks of a field of every document that it can match. */
final class Conditions {

    /** No document meets them that hasn't the field. */
    private static final Set<String> NEED_A_VALUE = Set.of("$lt", "$lte", "$gt", "$gte");

    private Conditions() {}

    /** One of these, if it is so; at least the values that match are among them. */
    static Optional<Collection<Object>> valuesOf(Document query, String field) {
        return on(field, query).flatMap(Conditions::values).findFirst();
    }

    /** Any value at all. */
    static boolean needValue(Document query, String field) {
        return on(field, query)
                .anyMatch(condition -> condition instanceof Document operators
                        && operators.entrySet().stream()
                                .anyMatch(each -> NEED_A_VALUE.contains(each.getKey()) && isValue(each.getValue())));
    }

    /** What stands for itself: no null, regular expression or document. */
    private static boolean isValue(@Nullable Object condition) {
        return condition instanceof String
                || condition instanceof Number
                || condition instanceof Boolean
                || condition instanceof Temporal
                || condition instanceof UUID;
    }

    private static Stream<Object> on(String field, Document query) {
        return query.entrySet().stream().flatMap(condition -> on(field, condition));
    }

    private static Stream<Object> on(String field, Map.Entry<String, Object> condition) {
        if (condition.getKey().equals("$and") && condition.getValue() instanceof Collection<?> all) {
            return all.stream().flatMap(each -> each instanceof Document inner ? on(field, inner) : Stream.empty());
        }
        return condition.getKey().equals(field) ? Stream.ofNullable(condition.getValue()) : Stream.empty();
    }

    private static Stream<Collection<Object>> values(Object condition) {
        if (condition instanceof Document operators) {
            var each = Stream.ofNullable(operators.get("$eq")).map(List::of);
            var any = Stream.ofNullable(operators.get("$in")).map(values -> List.copyOf((Collection<?>) values));
            return Stream.concat(each, any)
                    .filter(values -> values.stream().allMatch(Conditions::isValue))
                    .map(List::copyOf);
        }
        return isValue(condition) ? Stream.of(List.of(condition)) : Stream.empty();
    }
}
