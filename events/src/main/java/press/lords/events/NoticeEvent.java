package press.lords.events;

import java.util.List;

/** What readers can see happen to the privacy notice. */
public sealed interface NoticeEvent extends Event {

    /** The id of the one privacy notice. */
    String ID = "privacy";

    /**
     * The notice in force from this revision on.
     *
     * @param version the notice's own name for this wording, such as {@code 1}
     */
    record Issued(String version, String title, String text, List<Purpose> purposes) implements NoticeEvent {}

    /** @param required true for what the site can't work without; nobody is asked about it */
    record Purpose(String id, String label, boolean required) {}
}
