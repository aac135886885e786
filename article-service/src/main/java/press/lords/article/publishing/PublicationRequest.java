package press.lords.article.publishing;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;

/** What editors say of a publication: nothing, or a public note; a correction always has one. */
record PublicationRequest(@Nullable String note, @Nullable PublicationKind kind) {

    private static final int MAX_NOTE = 2_000;

    static final PublicationRequest PLAIN = new PublicationRequest(null, null);

    PublicationRequest checked() {
        Fields fields = new Fields();
        if (isCorrection() && (note == null || note.isBlank())) {
            fields.refuse("note", "must say what is corrected");
        }
        String text = fields.text("note", note, MAX_NOTE);
        fields.check();
        return new PublicationRequest(text.isBlank() ? null : text, kind);
    }

    boolean isCorrection() {
        return kind == PublicationKind.CORRECTION;
    }

    enum PublicationKind {
        UPDATE,
        CORRECTION
    }
}
