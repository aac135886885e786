package press.lords.subscription;

import org.junit.jupiter.api.Test;
import press.lords.events.architecture.ArchitectureContractTests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests extends ArchitectureContractTests {

    private static final String SIGNUP = "press\\.lords\\.subscription\\.signup\\.";
    private static final String OR_INSIDE = "(\\$.*)?";

    @Test
    void takesRequestsDownWithoutALookAtReaders() {
        noClasses()
                .that()
                .haveNameMatching(SIGNUP + "(Subscribe|Requests)" + OR_INSIDE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(SIGNUP + "(Subscribers|DecideRequest)" + OR_INSIDE)
                .because("the time of an answer must not tell whether an address is known")
                .check(module);
    }
}
