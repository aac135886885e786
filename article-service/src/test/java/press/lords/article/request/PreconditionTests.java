package press.lords.article.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PreconditionTests {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"2\", \"3\""})
    void passesForTheCurrentVersion(String ifMatch) {
        assertThatNoException().isThrownBy(() -> Precondition.required(ifMatch).check(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"03\""})
    void failsForAnyOther(String ifMatch) {
        assertThatExceptionOfType(RequestProblem.PreconditionFailed.class)
                .isThrownBy(() -> Precondition.required(ifMatch).check(3));
    }

    @Test
    void mustBeThereWhereSomethingIsOverwritten() {
        assertThatExceptionOfType(RequestProblem.PreconditionMissing.class)
                .isThrownBy(() -> Precondition.required(null));
        assertThatNoException().isThrownBy(() -> Precondition.optional(null).check(3));
    }

    @Test
    void refusesWhatIsNoEntityTag() {
        assertThatExceptionOfType(RequestProblem.Malformed.class).isThrownBy(() -> Precondition.optional("three"));
    }
}
