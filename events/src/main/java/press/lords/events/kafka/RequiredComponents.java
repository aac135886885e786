package press.lords.events.kafka;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the compiler promises of our records and a stranger's JSON doesn't keep: only {@code @Nullable} components may be null. */
final class RequiredComponents {

    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        }
    };

    /** Looked up once: to ask Java for an annotation costs as much as to parse a short record. */
    private record Component(String name, Method accessor, boolean required) {

        static Component of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Component(
                    component.getName(),
                    component.getAccessor(),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private RequiredComponents() {}

    static void check(@Nullable Object value) throws UnreadableRecord {
        if (value == null) {
            throw new UnreadableRecord("no value");
        }
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                check(element);
            }
        } else if (value instanceof Map<?, ?> entries) {
            check(entries.values());
        } else if (value.getClass().isRecord()) {
            for (Component component : COMPONENTS.get(value.getClass())) {
                Object part = component.of(value);
                if (part != null) {
                    check(part);
                } else if (component.required) {
                    throw new UnreadableRecord("no " + component.name);
                }
            }
        }
    }
}
