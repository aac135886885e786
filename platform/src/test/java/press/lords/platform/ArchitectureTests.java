package press.lords.platform;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import press.lords.events.architecture.ArchitectureRules;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("press.lords.platform");

    static List<ArchRule> rules() {
        return ArchitectureRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsTheRules(ArchRule rule) {
        rule.check(MODULE);
    }

    @Test
    void keepsMostTypesToItself() {
        assertThat(ArchitectureRules.keepsMostTypesToItself(MODULE)).isTrue();
    }
}
