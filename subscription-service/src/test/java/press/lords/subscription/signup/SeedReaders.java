package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.bson.types.Binary;
import press.lords.events.kafka.DecisiveDatabase;
import press.lords.subscription.signup.Subscriber.State;
import press.lords.subscription.vault.ReaderKeys;
import press.lords.subscription.vault.Vault;
import press.lords.subscription.vault.Vaults;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes readers down as they are once they have confirmed their address and chosen newsletters: thousands of them, for tests that can't wait
 * for each to sign up. The environment is the service's.
 */
public final class SeedReaders {

    private static final int TOGETHER = 500;
    private static final int WRITERS = 8;

    private final MongoClient client;
    private final Vault vault;
    private final ReaderKeys keys;

    private SeedReaders(MongoClient client, Map<String, String> environment) {
        this.client = client;
        this.vault = Vaults.withKey(environment.getOrDefault("PRESS_ENCRYPTION_KEY", ""));
        this.keys = Vaults.readerKeys(
                DecisiveDatabase.open(
                        client,
                        environment.getOrDefault("PRESS_READER_KEYS_DATABASE", "lords_press_reader_keys"),
                        Duration.ofSeconds(5)),
                vault);
    }

    /** @param arguments how many, what their addresses begin with, and the newsletters that they get, separated by commas */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Map<String, String> environment = System.getenv();
        try (MongoClient client = MongoClients.create(environment.get("MONGO_URI"))) {
            String database = environment.getOrDefault("PRESS_SUBSCRIPTIONS_DATABASE", "lords_press_subscriptions");
            new SeedReaders(client, environment)
                    .write(database, Integer.parseInt(arguments[0]), arguments[1], List.of(arguments[2].split(",")));
        }
    }

    private void write(String database, int count, String prefix, List<String> newsletters)
            throws InterruptedException, ExecutionException {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int from = 0; from < count; from += TOGETHER) {
                List<Future<Document>> readers = IntStream.range(from, Math.min(count, from + TOGETHER))
                        .mapToObj(n -> prefix + n + "@example.org")
                        .map(address -> writers.submit(() -> reader(new EmailAddress(address), newsletters)))
                        .toList();
                for (Future<Document> each : readers) {
                    each.get();
                }
                client.getDatabase(database)
                        .getCollection(Subscribers.COLLECTION)
                        .insertMany(readers.stream().map(Future::resultNow).toList());
            }
        }
    }

    private Document reader(EmailAddress address, List<String> newsletters) {
        String id = Secrets.id();
        keys.make(id);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Binary sealed = new Binary(keys.of(id).orElseThrow().seal(address.text().getBytes(UTF_8), "address|" + id));
        String mailbox = vault.keyedHash("mailboxes").of(address.mailbox());
        Subscriber subscriber = new Subscriber(
                id,
                0,
                0,
                null,
                State.ACTIVE,
                sealed,
                mailbox,
                newsletters,
                List.of(),
                now,
                now,
                null,
                List.of(),
                List.of());
        return SubscriberDocument.changeable(subscriber)
                .append("_id", id)
                .append("revision", 0)
                .append("createdAt", Date.from(now))
                .append("mailbox", mailbox)
                .append("address", sealed);
    }
}
