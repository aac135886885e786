package press.lords.subscription.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import press.lords.events.ConsentEvent.How;

/**
 * What a browser's visitor agrees to now.
 *
 * @param asked whether the visitor is still to be asked: there is no choice, or the notice in force asks something else
 * @param purposes every purpose of the notice in force
 * @param how that came about, null while nobody chose
 * @param at when it was chosen, null when it wasn't
 */
record Standing(
        Notice notice,
        boolean asked,
        Map<String, Boolean> purposes,
        @Nullable How how,
        @Nullable Instant at) {

    /** A choice counts, also against Global Privacy Control when it was made under it; a signal that came later counts against the choice. */
    static Standing of(Notice notice, Optional<Choice> answering, boolean gpc) {
        Map<String, Boolean> nothing = notice.onlyTheNecessary();
        if (answering.isEmpty()) {
            return new Standing(notice, !gpc, nothing, gpc ? How.GPC : null, null);
        }
        Choice choice = answering.get();
        boolean outdated = gpc && !choice.gpc() && notice.allowed(choice.purposes()) > 0;
        return outdated
                ? new Standing(notice, false, nothing, How.GPC, null)
                : new Standing(
                        notice, false, choice.purposes(), choice.recorded().how(), choice.at());
    }
}
