package press.lords.events.architecture;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What every module keeps to; each has a test that a violation is found. */
public final class ArchitectureRules {

    private static final double MOST_PUBLIC = 0.35;

    private ArchitectureRules() {}

    public static final ArchRule LISTENERS_TAKE_BYTES = methods()
            .that()
            .areAnnotatedWith(KafkaListener.class)
            .should(takeARecordOfBytes())
            .allowEmptyShould(true)
            .because("a record that a framework parses before our code runs can stop a consumer for ever");

    public static final ArchRule CONTAINERS_ARE_MADE_ONCE = noClasses()
            .that()
            .resideOutsideOfPackage("press.lords.events.kafka")
            .should()
            .dependOnClassesThat(
                    assignableTo(KafkaListenerContainerFactory.class).or(assignableTo(MessageListenerContainer.class)))
            .because(
                    "the default header mapper instantiates what a record's headers name; the one factory has another");

    public static final ArchRule NO_FEATURE_SEES_WEB = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat(resideInAPackage("press.lords..web.."))
            .allowEmptyShould(true)
            .because("web holds what all endpoints share: it may see features, no feature may see it");

    public static final ArchRule DEPENDENCIES_COME_BY_CONSTRUCTOR = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .because("an object whose constructor returned is whole");

    public static final ArchRule FIELDS_ARE_NOT_PUBLIC = fields().that()
            .areNotStatic()
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("state that anyone can set is nobody's");

    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to say what time it is");

    public static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that(new com.tngtech.archunit.base.DescribedPredicate<>("are not package-infos") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.getSimpleName().equals("package-info");
                }
            })
            .should(beInANullMarkedPackage())
            .because("NullAway checks only what is marked");

    public static final ArchRule PACKAGES_FORM_NO_CYCLE = slices().assignedFrom(packages())
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one, whatever their names say");

    /** All of them, for a module's main classes. */
    public static final List<ArchRule> ALL = List.of(
            LISTENERS_TAKE_BYTES,
            CONTAINERS_ARE_MADE_ONCE,
            NO_FEATURE_SEES_WEB,
            DEPENDENCIES_COME_BY_CONSTRUCTOR,
            FIELDS_ARE_NOT_PUBLIC,
            TIME_COMES_FROM_A_CLOCK,
            PACKAGES_ARE_NULL_MARKED,
            PACKAGES_FORM_NO_CYCLE);

    /** The share of a module's top-level types that are public; style asks for at most 35 %. */
    public static boolean keepsMostTypesToItself(JavaClasses module) {
        List<JavaClass> topLevel = module.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long open = topLevel.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        return open <= MOST_PUBLIC * topLevel.size();
    }

    private static ArchCondition<JavaMethod> takeARecordOfBytes() {
        return new ArchCondition<>("take a ConsumerRecord<byte[], byte[]> alone") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                List<String> taken = Stream.of(method.reflect().getGenericParameterTypes())
                        .map(Type::getTypeName)
                        .toList();
                boolean bytes = taken.equals(List.of(ConsumerRecord.class.getName() + "<byte[], byte[]>"));
                events.add(new SimpleConditionEvent(method, bytes, method.getFullName() + " takes " + taken));
            }
        };
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + (marked ? " is" : " is not") + " in a null-marked package"));
            }
        };
    }
}
