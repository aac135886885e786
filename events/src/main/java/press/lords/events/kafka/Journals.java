package press.lords.events.kafka;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import press.lords.events.Topic;

/** Opens the journals of a service and keeps sweeping them. */
public final class Journals implements SmartLifecycle, AutoCloseable {

    private final MongoDatabase database;
    private final Map<String, Object> connection;
    private final EventCodec codec;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Supplier<@Nullable String> traceparent;
    private final Topics topics;
    private final Producers producers;
    private final ExecutorService sending = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("journal-send-", 0).factory());
    private final List<Sweeper> sweepers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Sweeping sweeping;

    Journals(
            MongoDatabase database,
            Map<String, Object> connection,
            short replicationFactor,
            EventCodec codec,
            MeterRegistry meters,
            Clock clock,
            Supplier<@Nullable String> traceparent) {
        this.database = DecisiveDatabase.require(database);
        this.connection = connection;
        this.codec = codec;
        this.meters = meters;
        this.clock = clock;
        this.traceparent = traceparent;
        this.topics = new Topics(connection, replicationFactor);
        this.producers = new Producers(connection);
    }

    /** The journal of one kind of thing; {@code collection} holds its heads, {@code <collection>.revisions} what they commit. */
    public Journal open(Topic topic, String collection) {
        MongoCollection<Document> headDocuments = database.getCollection(collection);
        Heads heads = new Heads(headDocuments);
        StoredRevisions revisions = new StoredRevisions(topic, database.getCollection(collection + ".revisions"));
        LogEnds ends = new LogEnds(topic, database.getCollection("journal.ends"));
        LogCheck logCheck = new LogCheck(topic, connection, codec, heads, revisions, clock);
        Sender sender = new Sender(topic, heads, revisions, topics, ends, producers, sending, clock, meters);
        sweepers.add(new Sweeper(topic, topics, ends, logCheck, heads, sender, clock));
        return new Journal(topic, codec, heads, revisions, sender, clock, traceparent);
    }

    /** What keeps topics from being sent to, one line each; empty when all is well. */
    List<String> troubles() {
        return sweepers.stream()
                .flatMap(sweeper -> sweeper.trouble().map(t -> sweeper.topic().topicName() + ": " + t).stream())
                .toList();
    }

    @Override
    public void start() {
        sweeping = new Sweeping(sweepers);
    }

    @Override
    public void stop() {
        Sweeping running = sweeping;
        sweeping = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeping != null;
    }

    @Override
    public void close() {
        stop();
        sending.close();
        producers.close();
        topics.close();
    }
}
