package press.lords.subscription.consent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.NoticeEvent;
import press.lords.events.Revision;
import press.lords.events.Topic;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SentRevisions;
import press.lords.subscription.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class NoticeIT {

    private final String database = TestDatabase.name();

    @BeforeEach
    void emptyTopics() {
        TestBroker.empty();
    }

    @Test
    void isIssuedOnceByInstancesThatStartAtOnceAndAgain() throws Exception {
        Callable<RunningService> start = () -> RunningService.start(database);
        try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
            List<Future<RunningService>> started = instances.invokeAll(List.of(start, start));
            try (RunningService one = started.get(0).get();
                    RunningService other = started.get(1).get()) {
                assertThat(issuedBy(one)).isEqualTo(issuedBy(other)).containsExactly("1");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(sent()).isNotEmpty());
            }
        }
        try (RunningService restarted = RunningService.start(database)) {
            assertThat(issuedBy(restarted)).containsExactly("1");
        }

        List<Revision<?>> sent = sent();
        assertThat(sent).extracting(Revision::key).containsOnly("privacy/1");
        assertThat(sent.getFirst().event()).isInstanceOfSatisfying(NoticeEvent.Issued.class, notice -> {
            assertThat(notice.version()).isEqualTo("1");
            assertThat(notice.title()).isEqualTo("Privacy & Cookie Notice");
            assertThat(notice.text()).contains("“Cookie settings”");
            assertThat(notice.purposes())
                    .extracting(NoticeEvent.Purpose::id)
                    .containsExactly("necessary", "preferences", "statistics", "newsletter-tracking");
            assertThat(notice.purposes().stream().filter(NoticeEvent.Purpose::required))
                    .extracting(NoticeEvent.Purpose::id)
                    .containsExactly("necessary");
        });
    }

    @Test
    void takesANewRevisionForANewVersionAndLeavesItInForceWhenAnOlderReleaseStarts() {
        RunningService.start(database).close();

        try (RunningService upgraded = RunningService.start(
                database, "press.notice.version=2", "press.notice.text=A wording with more words.")) {
            assertThat(issuedBy(upgraded)).containsExactly("2", "1");
        }
        try (RunningService older = RunningService.start(database)) {
            assertThat(issuedBy(older)).containsExactly("2", "1");
        }
    }

    @Test
    void isLookedUpOnceHoweverOftenSomebodyChoseOnIt() {
        try (RunningService service = RunningService.start(database)) {
            Notices notices = service.context().getBean(Notices.class);
            Notice inForce = notices.inForce();
            assertThat(notices.withHash(inForce.hash())).hasValue(inForce);

            for (String collection : List.of("notices", "notices.revisions")) {
                service.context()
                        .getBean(MongoDatabase.class)
                        .getCollection(collection)
                        .deleteMany(new Document());
            }

            assertThat(notices.withHash(inForce.hash())).hasValue(inForce);
            assertThat(notices.withHash("sha256:0")).isEmpty();
        }
    }

    @Test
    void refusesToStartWithAnotherWordingOfAVersionThatWasIssued() {
        RunningService.start(database).close();

        assertThatThrownBy(() -> RunningService.start(database, "press.notice.text=Quietly changed."))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("Version 1");
    }

    private static List<String> issuedBy(RunningService service) {
        EventCodec codec = service.context().getBean(EventCodec.class);
        return service
                .context()
                .getBean("notices", Journal.class)
                .revisions(NoticeEvent.ID, Integer.MAX_VALUE, 100)
                .stream()
                .map(record -> ((NoticeEvent.Issued) codec.read(record).event()).version())
                .toList();
    }

    private static List<Revision<?>> sent() throws Exception {
        return SentRevisions.of(Topic.NOTICES, NoticeEvent.ID);
    }
}
