package press.lords.article.publishing;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;

/** Why an article is taken back; readers see it in its place. */
record RetractionRequest(@Nullable String reason) {

    private static final int MAX_REASON = 2_000;

    String checked() {
        Fields fields = new Fields();
        if (reason == null || reason.isBlank()) {
            fields.refuse("reason", "must not be empty");
        }
        String text = fields.text("reason", reason, MAX_REASON);
        fields.check();
        return text;
    }
}
