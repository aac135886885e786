package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import press.lords.events.SubscriberEvent.Changed;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.OneDocument;
import press.lords.events.kafka.RevisionRecord;
import press.lords.subscription.request.Contention;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.ReaderKeys;
import press.lords.subscription.vault.Vault;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * All readers. An address is sealed under its reader's key and found by a keyed hash. A change that other services must know of is committed
 * as the next revision in the journal, in the same update of the same document.
 */
@Repository
public class Subscribers {

    static final String COLLECTION = "subscribers";
    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final MongoCollection<Document> collection;
    private final Journal journal;
    private final ReaderKeys keys;
    private final KeyedHash mailboxes;
    private final Clock clock;

    Subscribers(MongoDatabase database, Journal subscriberJournal, ReaderKeys keys, Vault vault, Clock clock) {
        this.collection = database.getCollection(COLLECTION);
        this.journal = subscriberJournal;
        this.keys = keys;
        this.mailboxes = vault.keyedHash("mailboxes");
        this.clock = clock;
        collection.createIndex(
                Indexes.ascending("mailbox"), new IndexOptions().unique(true).sparse(true));
        collection.createIndex(Indexes.ascending("state", "createdAt"));
        collection.createIndex(Indexes.ascending("newsletters", "state", "_id"));
    }

    public Optional<Subscriber> find(String id) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", id)).first())
                .map(SubscriberDocument::read);
    }

    /** Those of them that there are. */
    public List<Subscriber> find(Collection<String> ids) {
        return collection
                .find(Filters.in("_id", ids))
                .map(SubscriberDocument::read)
                .into(new ArrayList<>());
    }

    public Optional<Subscriber> find(EmailAddress address) {
        return Optional.ofNullable(
                        collection.find(Filters.eq("mailbox", mailbox(address))).first())
                .map(SubscriberDocument::read);
    }

    /** Keyed hash of an address: tells whether two are the same, and not what they are. */
    public String mailbox(EmailAddress address) {
        return mailboxes.of(address.mailbox());
    }

    /** Adds an unconfirmed reader; false when the address, or the id, has one. */
    boolean add(String id, EmailAddress address) {
        return isAdded(fresh(id, Subscriber.State.UNCONFIRMED)
                .append("mailbox", mailbox(address))
                .append("address", seal(id, address)));
    }

    /** Adds a program that acts for a reader: nobody can sign in as it, but its tokens end as a reader's do, by the same events. */
    public void addProgram(String id) {
        isAdded(fresh(id, Subscriber.State.ACTIVE));
    }

    private Document fresh(String id, Subscriber.State state) {
        Subscriber fresh = new Subscriber(
                id, 0, 0, null, state, null, null, List.of(), List.of(), now(), null, null, List.of(), List.of());
        return SubscriberDocument.changeable(fresh)
                .append("_id", id)
                .append("revision", 0)
                .append("createdAt", Date.from(fresh.createdAt()));
    }

    private boolean isAdded(Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** The reader's address; empty once the reader is erased. */
    public Optional<EmailAddress> addressOf(Subscriber subscriber) {
        Binary sealed = subscriber.sealedAddress();
        return sealed == null ? Optional.empty() : opened(subscriber.id(), sealed);
    }

    /** The same for many, by id; who has none that opens is left out. */
    public Map<String, EmailAddress> addressesOf(Collection<Subscriber> subscribers) {
        Map<String, Compartment> opening =
                keys.of(subscribers.stream().map(Subscriber::id).toList());
        Map<String, EmailAddress> addresses = new HashMap<>();
        for (Subscriber subscriber : subscribers) {
            Binary sealed = subscriber.sealedAddress();
            Compartment key = opening.get(subscriber.id());
            if (sealed != null && key != null) {
                putOpened(addresses, subscriber.id(), sealed, key);
            }
        }
        return addresses;
    }

    /** One that doesn't open is none of the others' trouble. */
    private static void putOpened(Map<String, EmailAddress> addresses, String id, Binary sealed, Compartment key) {
        try {
            addresses.put(id, open(id, sealed, key));
        } catch (IllegalStateException e) {
            log.error("{}", e.getMessage());
        }
    }

    /** An address that {@link #seal} sealed. */
    Optional<EmailAddress> opened(String id, Binary sealed) {
        return keys.of(id).map(key -> open(id, sealed, key));
    }

    /**
     * Changes a reader, again with what is there by then when others change the same one. Whatever {@code change} answers is the reader's state;
     * the same as before changes nothing. Empty when there is no such reader.
     *
     * @throws RequestProblem.Contended when others change the same one all the time
     */
    public Optional<Subscriber> change(String id, UnaryOperator<Subscriber> change) {
        return Contention.settle(() -> {
            Optional<Subscriber> before = find(id);
            Optional<Subscriber> after = before.map(change);
            return after.equals(before) || isCommitted(before.orElseThrow(), after.orElseThrow())
                    ? Optional.of(after)
                    : Optional.empty();
        });
    }

    private boolean isCommitted(Subscriber before, Subscriber after) {
        Bson guard = Filters.eq("version", before.version());
        List<Bson> updates = new ArrayList<>();
        SubscriberDocument.changeable(after).forEach((field, value) -> updates.add(Updates.set(field, value)));
        updates.add(
                after.sealedAddress() == null
                        ? Updates.unset("address")
                        : Updates.set("address", after.sealedAddress()));
        updates.add(after.mailbox() == null ? Updates.unset("mailbox") : Updates.set("mailbox", after.mailbox()));
        Optional<Changed> event =
                after.event().filter(told -> !Optional.of(told).equals(before.event()));
        if (event.isEmpty()) {
            return collection
                            .updateOne(OneDocument.withId(before.id(), guard), Updates.combine(updates))
                            .getMatchedCount()
                    == 1;
        }
        RevisionRecord next = journal.seal(before.id(), before.revision() + 1, now(), before.hash(), event.get());
        return journal.commit(next, guard, Updates.combine(updates)).isPresent();
    }

    /** Has an unconfirmed reader kept from now on as if just added: a mail goes out that asks to confirm. */
    public void keepForAnswer(String id) {
        collection.updateOne(
                OneDocument.withId(id, Filters.eq("state", Subscriber.State.UNCONFIRMED.name())),
                Updates.max("askedAt", Date.from(now())));
    }

    /** Ids of readers who never confirmed, and weren't asked to since then. */
    public List<String> unconfirmedBefore(Instant moment, int limit) {
        return collection
                .find(Filters.and(
                        Filters.eq("state", Subscriber.State.UNCONFIRMED.name()),
                        Filters.lt("createdAt", Date.from(moment)),
                        notAskedSince(moment)))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** @param mailbox keyed hash of the address */
    public record Reader(String id, @Nullable String mailbox) {}

    /** Those who get a newsletter, in the order of their ids, after that one. */
    public List<Reader> readersOf(String newsletter, @Nullable String after, int limit) {
        return collection
                .find(Filters.and(
                        Filters.eq("newsletters", newsletter),
                        Filters.eq("state", Subscriber.State.ACTIVE.name()),
                        Filters.gt("_id", after == null ? "" : after)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .projection(Projections.include("mailbox"))
                .map(document -> new Reader(document.getString("_id"), document.getString("mailbox")))
                .into(new ArrayList<>());
    }

    private static Bson notAskedSince(Instant moment) {
        return Filters.or(Filters.exists("askedAt", false), Filters.lt("askedAt", Date.from(moment)));
    }

    /** Forgets a reader who never confirmed; others know nothing of one. */
    boolean forgetUnconfirmed(String id) {
        return isForgotten(id, Filters.empty());
    }

    /** The same, unless the reader was asked to confirm since then. */
    boolean forgetUnconfirmed(String id, Instant moment) {
        return isForgotten(id, notAskedSince(moment));
    }

    private boolean isForgotten(String id, Bson condition) {
        return collection
                        .deleteOne(OneDocument.withId(
                                id, Filters.eq("state", Subscriber.State.UNCONFIRMED.name()), condition))
                        .getDeletedCount()
                == 1;
    }

    /** An address under the reader's key. */
    Binary seal(String id, EmailAddress address) {
        Compartment key = keys.of(id).orElseThrow(() -> new IllegalStateException("no key for a new address"));
        return new Binary(key.seal(address.text().getBytes(UTF_8), "address|" + id));
    }

    private static EmailAddress open(String id, Binary sealed, Compartment key) {
        try {
            return new EmailAddress(new String(key.open(sealed.getData(), "address|" + id), UTF_8));
        } catch (CannotOpen e) {
            throw new IllegalStateException("the address of subscriber " + id + " doesn't open", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
