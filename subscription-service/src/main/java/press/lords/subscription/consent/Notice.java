package press.lords.subscription.consent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import press.lords.events.NoticeEvent;
import press.lords.events.NoticeEvent.Purpose;
import press.lords.subscription.request.FieldProblem;
import press.lords.subscription.request.RequestProblem;

/**
 * A privacy notice as it was issued.
 *
 * @param number of the revision that put it in force
 * @param hash of the revision that put it in force: names the wording to the character
 */
record Notice(int number, String hash, NoticeEvent.Issued wording) {

    String version() {
        return wording.version();
    }

    List<Purpose> purposes() {
        return wording.purposes();
    }

    /** Whether a choice that was made on the other one answers all that this one asks. */
    boolean asksTheSameAs(Notice other) {
        return Set.copyOf(purposes()).equals(Set.copyOf(other.purposes()));
    }

    /** What stands without a choice, after a refusal, and after a withdrawal. */
    Map<String, Boolean> onlyTheNecessary() {
        return each(Purpose::required);
    }

    /** The whole choice: what isn't named is off, since nothing is on by default, and what is required is on. */
    Map<String, Boolean> choice(Map<String, @Nullable Boolean> wanted) {
        refuseWhatIsNotAsked(wanted);
        return each(purpose -> purpose.required() || Boolean.TRUE.equals(wanted.get(purpose.id())));
    }

    /** How much of what is asked a choice allows. */
    long allowed(Map<String, Boolean> choice) {
        return purposes().stream()
                .filter(purpose -> !purpose.required())
                .filter(purpose -> choice.getOrDefault(purpose.id(), false))
                .count();
    }

    boolean isAllAllowed(Map<String, Boolean> choice) {
        return purposes().stream().allMatch(purpose -> choice.getOrDefault(purpose.id(), false));
    }

    private Map<String, Boolean> each(Predicate<Purpose> isOn) {
        return purposes().stream()
                .collect(Collectors.toMap(Purpose::id, isOn::test, (one, _) -> one, LinkedHashMap::new));
    }

    private void refuseWhatIsNotAsked(Map<String, @Nullable Boolean> wanted) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> known = purposes().stream().map(Purpose::id).collect(Collectors.toSet());
        if (!known.containsAll(wanted.keySet())) {
            problems.add(new FieldProblem("purposes", "names a purpose that the notice in force doesn't have"));
        }
        for (Purpose purpose : purposes()) {
            if (wanted.containsKey(purpose.id()) && wanted.get(purpose.id()) == null) {
                problems.add(new FieldProblem("purposes." + purpose.id(), "must be true or false"));
            } else if (purpose.required() && Boolean.FALSE.equals(wanted.get(purpose.id()))) {
                problems.add(new FieldProblem("purposes." + purpose.id(), "is required and can't be off"));
            }
        }
        if (!problems.isEmpty()) {
            throw new RequestProblem.InvalidFields(problems);
        }
    }
}
