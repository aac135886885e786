package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.signup.Requests.Kind;
import press.lords.subscription.signup.Requests.Request;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.ReaderKeys;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of the key that a request brings along. */
@OnContainers
class RequestsIT {

    private static final EmailAddress ADDRESS = new EmailAddress("somebody@example.org");

    private static TestMailServer mails;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
    }

    @AfterAll
    static void stop() {
        service.close();
        mails.close();
    }

    @Test
    void leaveNoKeyWhenWhoeverTookOneDownDied() {
        // Not the service's own database, whose worker would be at it too.
        MongoDatabase database = service.context().getBean(MongoClient.class).getDatabase(TestDatabase.name());
        KeysThatFail keys = new KeysThatFail();
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThatThrownBy(() -> requests(database, keys, now).add(Kind.SUBSCRIBE, ADDRESS, List.of(), "", ""))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keys.made).hasSize(1);

        assertThat(requests(database, keys, now.plus(Duration.ofMinutes(1))).next())
                .isEmpty();

        assertThat(keys.made).isEmpty();
    }

    @Test
    void areTakenDownWithoutALookAtWhoseAddressItIs() {
        EmailAddress known =
                new EmailAddress(SignedUp.reader(service, mails, "[]").address());
        List<String> commands = new CopyOnWriteArrayList<>();
        ConnectionString server = new ConnectionString(TestDatabase.uri());
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(server)
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        commands.add(event.getCommandName() + " "
                                + event.getCommand()
                                        .getString(event.getCommandName())
                                        .getValue());
                    }
                })
                .build())) {
            Requests requests = requests(
                    client.getDatabase(
                            service.context().getBean(MongoDatabase.class).getName()),
                    service.context().getBean(ReaderKeys.class),
                    Clock.systemUTC().instant());
            commands.clear();

            for (EmailAddress address : List.of(known, ADDRESS)) {
                for (Kind kind : Kind.values()) {
                    requests.add(kind, address, List.of(), "", "");
                }
            }
        }

        assertThat(commands).hasSize(2 * 2 * Kind.values().length).containsOnly("insert requests", "update requests");
    }

    @Test
    void neverCostAReaderTheKeyThatCameWithThem() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        String id = service.context()
                .getBean(Subscribers.class)
                .find(new EmailAddress(reader.address()))
                .orElseThrow()
                .id();

        // As if it had not been written down that it was decided, and the reader had corrected the address since.
        service.context()
                .getBean(DecideRequest.class)
                .decide(new Request(id, Kind.SUBSCRIBE, ADDRESS, List.of(), Links.ANY_BROWSER, ""));

        assertThat(service.context().getBean(ReaderKeys.class).of(id)).isPresent();
    }

    private static Requests requests(MongoDatabase database, ReaderKeys keys, Instant now) {
        return new Requests(database, keys, new JsonMapper(), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Keeps a key and dies before it says so. */
    private static final class KeysThatFail implements ReaderKeys {

        private final Set<String> made = new ConcurrentSkipListSet<>();

        @Override
        public void make(String reader) {
            made.add(reader);
            throw new IllegalStateException("died");
        }

        @Override
        public Optional<Compartment> of(String reader) {
            return Optional.empty();
        }

        @Override
        public Map<String, Compartment> of(Collection<String> readers) {
            return Map.of();
        }

        @Override
        public boolean destroy(String reader) {
            return made.remove(reader);
        }
    }
}
