package press.lords.article.publishing;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;

/**
 * What editors say of a publication: nothing, or a public note; a correction always has one.
 *
 * @param notifyReaders whether those who were mailed an earlier revision are told of a correction
 */
record PublicationRequest(
        @Nullable String note,
        @Nullable PublicationKind kind,
        @Nullable Boolean notifyReaders) {

    private static final int MAX_NOTE = 2_000;

    static final PublicationRequest PLAIN = new PublicationRequest(null, null, null);

    PublicationRequest checked() {
        Fields fields = new Fields();
        if (isCorrection() && (note == null || note.isBlank())) {
            fields.refuse("note", "must say what is corrected");
        }
        if (notifies() && !isCorrection()) {
            fields.refuse("notifyReaders", "goes with a correction alone");
        }
        String text = fields.text("note", note, MAX_NOTE);
        fields.check();
        return new PublicationRequest(text.isBlank() ? null : text, kind, notifyReaders);
    }

    boolean isCorrection() {
        return kind == PublicationKind.CORRECTION;
    }

    boolean notifies() {
        return Boolean.TRUE.equals(notifyReaders);
    }

    enum PublicationKind {
        UPDATE,
        CORRECTION
    }
}
