package press.lords.events.architecture;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureRulesTests {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("press.lords.events");
    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter().importPackages("press.lords.events.architecture.fixtures");

    static List<ArchRule> rules() {
        return ArchitectureRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKeptHere(ArchRule rule) {
        rule.check(MODULE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsAViolation(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(VIOLATIONS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsEveryWayToAskForTheTime() {
        assertThatThrownBy(() -> ArchitectureRules.TIME_COMES_FROM_A_CLOCK.check(VIOLATIONS))
                .hasMessageContainingAll("Instant.now()", "System.currentTimeMillis()");
    }

    @Test
    void theLanguageRefusesStrangers() {
        ArchRule rule = ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("press.lords.events")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "press.lords.events")
                .because("every service must be able to read it without taking on what another one uses");
        rule.check(MODULE);
    }

    @Test
    void countsPublicTypes() {
        assertThat(ArchitectureRules.keepsMostTypesToItself(VIOLATIONS)).isFalse();
    }
}
