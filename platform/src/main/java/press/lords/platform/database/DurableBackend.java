package press.lords.platform.database;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Answers a write only when it is in the file, so that killing the process loses nothing that was acknowledged. Secrets are kept apart. */
final class DurableBackend extends H2Backend {

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase");
    private static final Set<String> UNSUPPORTED_INDEX_OPTIONS =
            Set.of("partialFilterExpression", "expireAfterSeconds", "collation");

    private static final int CANNOT_CREATE_INDEX = 67;
    private static final int COMMAND_NOT_SUPPORTED = 115;

    private static final Set<String> REMOVALS = Set.of("delete", "findandmodify", "drop", "dropdatabase");

    /** So many writes share a commit at most, since the first of them waits for the last one. */
    private static final int MOST_TOGETHER = 16;

    private final ReentrantLock writing = new ReentrantLock();

    /** Those who wait for the lock. */
    private final AtomicInteger coming = new AtomicInteger();

    /** Of what was written since the last commit; guarded by the lock, as is how many writes that were. */
    private CompletableFuture<Void> committed = new CompletableFuture<>();

    private int uncommitted;

    private final Map<String, SecretDatabase> secrets;

    DurableBackend(MVStore store) {
        this(store, Map.of());
    }

    /** @param secrets databases that aren't in this store, by their names */
    DurableBackend(MVStore store, Map<String, SecretDatabase> secrets) {
        this.secrets = Map.copyOf(secrets);
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new EmbeddedCollections(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        var secret = secrets.get(database);
        return secret == null
                ? handle(channel, database, command, query)
                : handle(secret, channel, database, command, query);
    }

    private static Document handle(
            SecretDatabase secret, Channel channel, String database, String command, Document query) {
        var answer = secret.ask(backend -> backend.handle(channel, database, command, query));
        if (REMOVALS.contains(command.toLowerCase(Locale.ROOT))) {
            secret.forgetWhatWasDeleted();
        }
        return answer;
    }

    private Document handle(Channel channel, String database, String command, Document query) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello" -> hello(channel, database, query);
            case "createindexes" -> {
                refuseWhatWouldSilentlyDiffer(query);
                yield write(channel, database, command, query);
            }
            case "renamecollection" -> throw notKept("renameCollection");
            case "aggregate" -> {
                if (hasStage("$out", query.get("pipeline"))) {
                    throw notKept("$out");
                }
                // Only if it says where to is it a write; counting may take long.
                yield hasStage("$merge", query.get("pipeline"))
                        ? write(channel, database, command, query)
                        : super.handleCommand(channel, database, command, query);
            }
            case String name when WRITES.contains(name) -> write(channel, database, command, query);
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    @Override
    public void close() {
        secrets.values().forEach(SecretDatabase::close);
        super.close();
    }

    /** The commit also follows a failed command: a failed batch may have written its first documents. */
    private Document write(Channel channel, String database, String command, Document query) {
        lock();
        var kept = committed;
        try {
            return super.handleCommand(channel, database, command, query);
        } finally {
            try {
                commitUnlessFollowed();
            } finally {
                writing.unlock();
            }
            kept.join();
        }
    }

    private void lock() {
        coming.incrementAndGet();
        try {
            writing.lock();
        } finally {
            coming.decrementAndGet();
        }
    }

    /** A commit costs more than most changes: whoever is followed by another writer leaves it to that one. */
    private void commitUnlessFollowed() {
        uncommitted++;
        if (coming.get() > 0 && uncommitted < MOST_TOGETHER) {
            return;
        }
        var all = committed;
        committed = new CompletableFuture<>();
        uncommitted = 0;
        try {
            commit();
            all.complete(null);
        } catch (RuntimeException | Error e) {
            all.completeExceptionally(e);
            throw e;
        }
    }

    private Document hello(Channel channel, String database, Document query) {
        var answer = super.handleCommand(channel, database, "ismaster", query);
        answer.put("isWritablePrimary", true);
        answer.put("readOnly", false);
        return answer;
    }

    /** In the pipeline, or in one within it: the library writes from there too. */
    private static boolean hasStage(String name, @Nullable Object part) {
        return switch (part) {
            case Document document ->
                document.containsKey(name) || document.values().stream().anyMatch(value -> hasStage(name, value));
            case Collection<?> parts -> parts.stream().anyMatch(value -> hasStage(name, value));
            case null, default -> false;
        };
    }

    /** The library renames a collection in memory alone, and {@code $out} does so too: after a restart it would be gone. */
    private static MongoServerError notKept(String what) {
        return new MongoServerError(
                COMMAND_NOT_SUPPORTED,
                "CommandNotSupported",
                "The embedded database has no " + what + "; it is MongoDB-compatible, not MongoDB");
    }

    private static void refuseWhatWouldSilentlyDiffer(Document query) {
        if (query.get("indexes") instanceof Collection<?> indexes) {
            for (var index : indexes) {
                var option = unsupportedOption(index);
                if (option != null) {
                    throw new MongoServerError(
                            CANNOT_CREATE_INDEX,
                            "CannotCreateIndex",
                            "The embedded database has no indexes with " + option
                                    + "; it is MongoDB-compatible, not MongoDB");
                }
            }
        }
    }

    private static @Nullable String unsupportedOption(@Nullable Object index) {
        return index instanceof Document options
                ? UNSUPPORTED_INDEX_OPTIONS.stream()
                        .filter(options::containsKey)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
