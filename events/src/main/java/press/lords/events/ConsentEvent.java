package press.lords.events;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What a visitor agreed to. The thing's id is the visitor's random one; its revisions are the proof, chained by their hashes. */
public sealed interface ConsentEvent extends Event {

    /**
     * The visitor's whole choice from this revision on.
     *
     * @param notice version of the privacy notice that the visitor was shown
     * @param noticeHash hash of the revision that put that notice in force
     * @param purposes by id, each purpose of that notice
     * @param locale what the visitor's browser asked for, as a language tag
     */
    record Recorded(
            String notice,
            String noticeHash,
            Map<String, Boolean> purposes,
            How how,
            @Nullable String locale) implements ConsentEvent {}

    /** What the visitor did. */
    enum How {
        ACCEPT,
        REFUSE,
        CUSTOMISE,
        WITHDRAW,
        /** The browser said it for the visitor: Global Privacy Control. */
        GPC
    }
}
