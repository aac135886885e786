package press.lords.events.architecture;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every service's own test asks of the main classes in its package and below. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContractTests {

    protected final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(getClass().getPackageName());

    protected static List<ArchRule> rules() {
        return ArchitectureRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    protected void keepsTheRules(ArchRule rule) {
        rule.check(module);
    }

    @Test
    protected void keepsMostTypesToItself() {
        assertThat(ArchitectureRules.keepsMostTypesToItself(module)).isTrue();
    }
}
