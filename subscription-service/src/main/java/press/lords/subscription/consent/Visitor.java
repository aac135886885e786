package press.lords.subscription.consent;

import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Someone who chose, known by nothing but a random id.
 *
 * @param entries how many choices are written down
 * @param lastHash of the last entry, null before the first
 */
record Visitor(String id, int entries, @Nullable String lastHash, Optional<Choice> choice) {

    @SuppressWarnings("NullAway") // every document has its _id
    static Visitor of(Document document) {
        return new Visitor(
                document.getString("_id"),
                document.getInteger("revision", 0),
                document.getString("hash"),
                Optional.ofNullable(Choice.of(document.get("choice", Document.class))));
    }
}
