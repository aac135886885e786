package press.lords.subscription.signup;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import press.lords.events.SubscriberEvent.EndedSession;
import press.lords.subscription.signup.Subscriber.Mailing;
import press.lords.subscription.signup.Subscriber.State;

/** A subscriber as a document. Number, hash and sending of its revisions are the journal's fields and not written here. */
final class SubscriberDocument {

    private SubscriberDocument() {}

    /** The fields that a change may touch. */
    static Document changeable(Subscriber subscriber) {
        return new Document("version", subscriber.version() + 1)
                .append("state", subscriber.state().name())
                .append("newsletters", subscriber.newsletters())
                .append(
                        "mailings",
                        subscriber.mailings().stream()
                                .map(one -> new Document("request", one.request())
                                        .append("at", Date.from(one.at()))
                                        .append("kind", one.kind())
                                        .append("from", one.from()))
                                .toList())
                .append("confirmedAt", date(subscriber.confirmedAt()))
                .append("tokensFrom", date(subscriber.tokensFrom()))
                .append(
                        "endedSessions",
                        subscriber.endedSessions().stream()
                                .map(one ->
                                        new Document("session", one.session()).append("until", Date.from(one.until())))
                                .toList())
                .append(
                        "corrections",
                        subscriber.corrections().stream().map(Date::from).toList());
    }

    @SuppressWarnings("NullAway") // every document here has these fields
    static Subscriber read(Document document) {
        return new Subscriber(
                document.getString("_id"),
                document.getInteger("version"),
                document.getInteger("revision", 0),
                document.getString("hash"),
                State.valueOf(document.getString("state")),
                document.get("address", Binary.class),
                document.getString("mailbox"),
                document.getList("newsletters", String.class, List.of()),
                document.getList("mailings", Document.class, List.of()).stream()
                        .map(one -> new Mailing(
                                one.getString("request"),
                                one.getDate("at").toInstant(),
                                one.get("kind", ""),
                                one.get("from", "")))
                        .toList(),
                document.getDate("createdAt").toInstant(),
                instant(document.getDate("confirmedAt")),
                instant(document.getDate("tokensFrom")),
                document.getList("endedSessions", Document.class, List.of()).stream()
                        .map(one -> new EndedSession(
                                one.getString("session"), one.getDate("until").toInstant()))
                        .toList(),
                document.getList("corrections", Date.class, List.of()).stream()
                        .map(Date::toInstant)
                        .toList());
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
