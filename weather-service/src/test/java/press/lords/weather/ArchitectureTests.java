package press.lords.weather;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import press.lords.events.architecture.ArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("press.lords.weather");

    @Test
    void keepsTheRulesOfAllModules() {
        ArchitectureRules.ALL.forEach(rule -> rule.check(module));
        assertThat(ArchitectureRules.keepsMostTypesToItself(module)).isTrue();
    }

    @Test
    void observingKnowsNoParticularProvider() {
        noClasses()
                .that()
                .resideInAPackage("..observation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("press.lords.weather.provider..")
                .because("a provider is a plug of the port that observation declares")
                .check(module);
    }
}
