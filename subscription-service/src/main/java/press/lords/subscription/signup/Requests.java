package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was asked for an address and is not decided yet. Answering before deciding is what makes all answers alike. A request is sealed under a
 * key of its own, which becomes the reader's when there is none yet.
 */
@Repository
class Requests {

    /** Whoever takes longer to write one down has given it up. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    /** Deciding takes some milliseconds, and deciding twice owes one mail: so what a dead instance was at needn't wait for long. */
    private static final Duration DECIDED_WITHIN = Duration.ofSeconds(10);

    private final MongoCollection<Document> collection;
    private final ReaderKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    Requests(MongoDatabase database, ReaderKeys keys, JsonMapper json, Clock clock) {
        this.collection = database.getCollection("requests");
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        collection.createIndex(Indexes.ascending("dueAt"));
    }

    enum Kind {
        SUBSCRIBE,
        SIGN_IN
    }

    /**
     * @param id becomes the reader's, when there is none yet
     * @param browser that a link to sign in is for, as {@link Links} has it
     * @param from keyed hash of the network that asked
     */
    record Request(String id, Kind kind, EmailAddress address, List<String> newsletters, String browser, String from) {}

    private record Sealed(
            String email,
            List<String> newsletters,
            String browser,
            @Nullable String from) {}

    void add(Kind kind, EmailAddress address, List<String> newsletters, String browser, String from) {
        String id = Secrets.id();
        // Before its key, so that whoever dies in between leaves no key that nobody knows of.
        collection.insertOne(new Document("_id", id)
                .append("kind", kind.name())
                .append("dueAt", Date.from(now().plus(WRITTEN_WITHIN))));
        keys.make(id);
        Compartment key = keys.of(id).orElseThrow();
        byte[] sealed =
                key.seal(json.writeValueAsBytes(new Sealed(address.text(), newsletters, browser, from)), label(id));
        long finished = collection
                .updateOne(
                        OneDocument.withId(id, Filters.exists("sealed", false)),
                        Updates.combine(
                                Updates.set("sealed", new Binary(sealed)), Updates.set("dueAt", Date.from(now()))))
                .getMatchedCount();
        if (finished != 1) {
            throw new IllegalStateException("a request took so long to write down that it was given up");
        }
    }

    /** The oldest that nobody is at. It comes again unless it is {@link #done}. */
    Optional<Request> next() {
        Optional<Document> claimed = claim();
        while (claimed.isPresent()) {
            Document document = claimed.get();
            String id = document.getString("_id");
            Optional<Compartment> key = keys.of(id);
            if (key.isPresent() && document.containsKey("sealed")) {
                return Optional.of(open(document, key.get()));
            }
            // It was decided, and whoever did so died before writing it down; or whoever wanted to write it down died.
            forget(document);
            claimed = claim();
        }
        return Optional.empty();
    }

    private void forget(Document document) {
        String id = document.getString("_id");
        if (!document.containsKey("sealed")) {
            keys.destroy(id);
        }
        collection.deleteOne(Filters.eq("_id", id));
    }

    private Optional<Document> claim() {
        Instant now = now();
        return Optional.ofNullable(collection.findOneAndUpdate(
                Filters.lte("dueAt", Date.from(now)),
                Updates.set("dueAt", Date.from(now.plus(DECIDED_WITHIN))),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt"))));
    }

    void done(Request request) {
        collection.deleteOne(Filters.eq("_id", request.id()));
    }

    @SuppressWarnings("NullAway") // every document here has these fields
    private Request open(Document document, Compartment key) {
        String id = document.getString("_id");
        try {
            byte[] opened = key.open(document.get("sealed", Binary.class).getData(), label(id));
            Sealed sealed = json.readValue(opened, Sealed.class);
            return new Request(
                    id,
                    Kind.valueOf(document.getString("kind")),
                    new EmailAddress(sealed.email()),
                    sealed.newsletters(),
                    sealed.browser(),
                    Objects.requireNonNullElse(sealed.from(), ""));
        } catch (CannotOpen e) {
            throw new IllegalStateException("request " + id + " doesn't open", e);
        }
    }

    private static String label(String id) {
        return "request|" + id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
