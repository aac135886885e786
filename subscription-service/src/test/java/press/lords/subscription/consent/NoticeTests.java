package press.lords.subscription.consent;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.NoticeEvent.Purpose;
import press.lords.subscription.request.FieldProblem;
import press.lords.subscription.request.RequestProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NoticeTests {

    private static final Purpose NECESSARY = new Purpose("necessary", "Showing the paper", true);
    private static final Purpose STATISTICS = new Purpose("statistics", "Counting", false);
    private static final Purpose TRACKING = new Purpose("newsletter-tracking", "Tracking", false);

    private final Notice notice = notice("1", NECESSARY, STATISTICS, TRACKING);

    @Test
    void hasNothingOnThatNobodyAskedFor() {
        assertThat(notice.choice(Map.of()))
                .isEqualTo(notice.onlyTheNecessary())
                .containsExactly(
                        Map.entry("necessary", true),
                        Map.entry("statistics", false),
                        Map.entry("newsletter-tracking", false));
    }

    @Test
    void takesWhatIsNamedAndNothingElse() {
        Map<String, Boolean> choice = notice.choice(Map.of("statistics", true, "necessary", true));

        assertThat(choice).containsEntry("statistics", true).containsEntry("newsletter-tracking", false);
        assertThat(notice.allowed(choice)).isOne();
        assertThat(notice.isAllAllowed(choice)).isFalse();
        assertThat(notice.isAllAllowed(notice.choice(Map.of("statistics", true, "newsletter-tracking", true))))
                .isTrue();
    }

    @Test
    void refusesAPurposeThatItDoesNotHave() {
        assertThatThrownBy(() -> notice.choice(Map.of("selling", true)))
                .satisfies(refused -> problemsOf(refused, "purposes"));
    }

    @Test
    void refusesToBeWithoutTheNecessary() {
        assertThatThrownBy(() -> notice.choice(Map.of("necessary", false)))
                .satisfies(refused -> problemsOf(refused, "purposes.necessary"));
    }

    @Test
    void refusesNeitherTrueNorFalse() {
        assertThatThrownBy(() -> notice.choice(Collections.singletonMap("statistics", null)))
                .satisfies(refused -> problemsOf(refused, "purposes.statistics"));
    }

    @Test
    void asksAgainOnlyWhenItAsksSomethingElse() {
        assertThat(notice("2", STATISTICS, NECESSARY, TRACKING).asksTheSameAs(notice))
                .isTrue();
        assertThat(notice("2", NECESSARY, STATISTICS).asksTheSameAs(notice)).isFalse();
        assertThat(notice("2", NECESSARY, new Purpose("statistics", "Counting and selling", false), TRACKING)
                        .asksTheSameAs(notice))
                .isFalse();
    }

    private static void problemsOf(Throwable refused, String... fields) {
        assertThat(refused)
                .isInstanceOfSatisfying(
                        RequestProblem.InvalidFields.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(FieldProblem::field)
                                .containsExactly(fields));
    }

    static Notice notice(String version, Purpose... purposes) {
        return new Notice(1, "sha256:" + version, new Issued(version, "Notice", "Words.", List.of(purposes)));
    }
}
