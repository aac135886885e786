package press.lords.events.kafka;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * What CI runs on containers too, in the minutes that it has for that ({@code bin/verify-containers}): tests that lean on the broker or the database in
 * ways which the embedded ones may forgive. All of them run there with {@code ./mvnw verify -Pcontainers}.
 */
@Tag("containers")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnContainers {}
