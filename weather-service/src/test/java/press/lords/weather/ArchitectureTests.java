package press.lords.weather;

import org.junit.jupiter.api.Test;
import press.lords.events.architecture.ArchitectureContractTests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests extends ArchitectureContractTests {

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
