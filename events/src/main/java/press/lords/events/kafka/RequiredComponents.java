package press.lords.events.kafka;

import java.lang.reflect.RecordComponent;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** What the compiler promises of our records and a stranger's JSON doesn't keep: only {@code @Nullable} components may be null. */
final class RequiredComponents {

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
            return components;
        }
    };

    private RequiredComponents() {}

    static void check(@Nullable Object value) throws UnreadableRecord {
        if (value == null) {
            throw new UnreadableRecord("no value");
        }
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                check(element);
            }
        } else if (value.getClass().isRecord()) {
            for (RecordComponent component : COMPONENTS.get(value.getClass())) {
                Object part = read(component, value);
                if (part != null) {
                    check(part);
                } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new UnreadableRecord("no " + component.getName());
                }
            }
        }
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
