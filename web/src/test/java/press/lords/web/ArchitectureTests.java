package press.lords.web;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import press.lords.events.architecture.ArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/** Most types here are public, unlike a service's: they are for others. */
class ArchitectureTests {

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("press.lords.web");

    @Test
    void keepsTheRulesOfAllModules() {
        ArchitectureRules.ALL.forEach(rule -> rule.check(module));
    }

    @Test
    void knowsHttpAndJsonAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jakarta.servlet..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.apache.catalina..",
                        "org.apache.juli..",
                        "org.springframework.boot.jackson..",
                        "org.springframework.boot.tomcat..",
                        "org.springframework.boot.web..",
                        "org.springframework.context.annotation..",
                        "org.springframework.core..",
                        "org.springframework.http..",
                        "org.springframework.stereotype..",
                        "org.springframework.util..",
                        "org.springframework.web..",
                        "tools.jackson..",
                        "press.lords.web")
                .because("it is what all endpoints share; what features know, it must not")
                .check(module);
    }
}
