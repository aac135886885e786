package press.lords.subscription.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import press.lords.events.ConsentEvent.How;
import press.lords.events.ConsentEvent.Recorded;

/**
 * A visitor's last choice.
 *
 * @param gpc whether the browser sent Global Privacy Control along
 */
record Choice(Instant at, Recorded recorded, boolean gpc) {

    /** Pressing a button twice, or sending a request again that wasn't answered, is one choice. */
    private static final Duration ONE_ACT = Duration.ofDays(1);

    Map<String, Boolean> purposes() {
        return recorded.purposes();
    }

    boolean isTheSameActAs(Choice other) {
        return other.recorded.notice().equals(recorded.notice())
                && other.recorded.purposes().equals(recorded.purposes())
                && other.recorded.how() == recorded.how()
                && other.gpc == gpc
                && Duration.between(other.at, at).abs().compareTo(ONE_ACT) < 0;
    }

    Document toDocument() {
        return new Document("at", Date.from(at))
                .append("notice", recorded.notice())
                .append("noticeHash", recorded.noticeHash())
                .append("purposes", new Document(Map.copyOf(recorded.purposes())))
                .append("how", recorded.how().name())
                .append("locale", recorded.locale())
                .append("gpc", gpc);
    }

    @SuppressWarnings("NullAway") // toDocument wrote these fields
    static @Nullable Choice of(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        Map<String, Boolean> purposes = new LinkedHashMap<>();
        document.get("purposes", Document.class).forEach((id, on) -> purposes.put(id, (Boolean) on));
        Recorded recorded = new Recorded(
                document.getString("notice"),
                document.getString("noticeHash"),
                purposes,
                How.valueOf(document.getString("how")),
                document.getString("locale"));
        return new Choice(document.getDate("at").toInstant(), recorded, document.getBoolean("gpc"));
    }
}
