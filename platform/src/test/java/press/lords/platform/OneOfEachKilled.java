package press.lords.platform;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} of one instance of each service and of a gateway while all are at work. Their successors are held still until the others have taken
 * over.
 */
final class OneOfEachKilled {

    private static final int STORIES = 6;

    private final TwoOfEverything two;
    private final RunningPress press;
    private final int killed;
    private final int left;
    private final Witness witness;
    private final Desk desk;
    private final Publisher publisher;
    private final KilledSender sender;
    private final String name = UUID.randomUUID().toString();
    private final List<Fallen> fallen = new ArrayList<>();
    private final List<Future<Void>> watched = new ArrayList<>();
    private final ExecutorService watching = Executors.newVirtualThreadPerTaskExecutor();

    /** @param killed the number of the instances that are */
    OneOfEachKilled(TwoOfEverything two, Readership readers, int killed) {
        this.two = two;
        this.press = two.press();
        this.killed = killed;
        this.left = 3 - killed;
        this.desk = two.desk(left);
        this.witness = new Witness(press, desk);
        this.publisher = new Publisher(desk);
        this.sender = new KilledSender(press, instance("subscription-service", left), readers);
    }

    /** @param digestAt when a digest is due, null when none is */
    void run(@Nullable Instant digestAt) throws Exception {
        try (desk;
                watching;
                var _ = two.office().staffedBy(sender.clerk())) {
            killThePoller();
            var due = killTheNewsroom();
            killTheGateway();
            sender.mailAReport(desk, instance("subscription-service", killed));
            kill("subscription-service", killed);
            sender.isKilled();
            watch("what the dead sender had claimed", fallen.getLast().at(), sender::isLeftWithWhatWasBegun);
            mailStories();
            if (digestAt != null) {
                watch("the digest", digestAt, () -> !sender.digests().isEmpty());
            }
            for (var one : watched) {
                one.get();
            }
            letGo();
            press.awaitReady();
            nothingIsLostOrDoubled(due, digestAt != null);
        } finally {
            letGo();
        }
    }

    private void letGo() throws IOException, InterruptedException {
        for (var one : fallen) {
            one.letGo();
        }
    }

    /** Whoever has asked for the weather and waits for the answer. */
    private void killThePoller() throws Exception {
        var calls = two.weather().calls();
        var held = two.weather().hold();
        int before = calls.size();
        await().atMost(Witness.PATIENCE).until(() -> calls.size() > before);
        var poller = calls.get(before).key();
        fallen.add(Fallen.kill(press, poller));
        watch("the weather", fallen.getLast().at(), () -> {
            boolean isAsked = calls.stream()
                    .skip(before + 1L)
                    .anyMatch(call -> !call.key().equals(poller));
            if (isAsked) {
                held.close();
            }
            return isAsked;
        });
    }

    /** With a revision committed that it can't send, and one to be published when it is due. Returns the id of that. */
    private String killTheNewsroom() throws Exception {
        var pending = publisher.draft("pending-" + name);
        var due = publisher.draft("due-" + name);
        var at = Instant.now().plusSeconds(6);
        desk.edit("PUT", "/api/articles/" + due + "/schedule", "", Map.of("at", at.toString()));
        var survivor = instance("article-service", left);
        var sent = "press_journal_sent_total{topic=\"articles\"}";
        try (var otherDesk = two.desk(killed)) {
            otherDesk.look("/api/articles/" + pending);
            double before = witness.metric(survivor, sent);
            Witness.signal(press.pid("broker"), "STOP");
            try {
                assertThat(publisher.at(otherDesk).publish(pending)).isPresent();
                kill("article-service", killed);
            } finally {
                Witness.signal(press.pid("broker"), "CONT");
            }
            Takeover.within(
                    "the pending revision", fallen.getLast().at(), () -> witness.metric(survivor, sent) > before);
        }
        watch(
                "the due schedule",
                at,
                () -> desk.read("/api/pages/articles/due-" + name).status() == 200);
        return due;
    }

    /** Nobody has to take over from it: it comes back with a view of its own, and who reads elsewhere notices nothing. */
    private void killTheGateway() throws IOException {
        var gateway = instance("gateway", killed);
        long before = press.pid(gateway);
        press.child(gateway).destroyForcibly();
        watched.add(watching.submit(() -> {
            do {
                assertThat(desk.read("/api/pages/front").status()).isEqualTo(200);
            } while (press.pid(gateway) == before);
            return null;
        }));
    }

    private void kill(String service, int number) throws IOException, InterruptedException {
        fallen.add(Fallen.kill(press, instance(service, number)));
    }

    /** Some of them in partitions that the dead instance read. */
    private void mailStories() throws Exception {
        for (int n = 0; n < STORIES; n++) {
            var slug = "story-%d-%s".formatted(n, name);
            var id = publisher.draft(slug);
            assertThat(publisher.publish(id)).isPresent();
            watch("the mails of story " + n, fallen.getLast().at(), () -> sender.hasSent("every-story/" + id, 2));
        }
    }

    private void watch(String what, Instant from, Callable<Boolean> done) {
        watched.add(watching.submit(() -> Takeover.within(what, from, done)));
    }

    private void nothingIsLostOrDoubled(String due, boolean withDigest) throws Exception {
        sender.everyReaderHasOneMailOfEach(withDigest);
        witness.everyRevisionIsInItsPlace(publisher.acknowledged());
        assertThat(witness.keys("articles").stream().filter(key -> key.startsWith(due)))
                .containsExactly(due + "/1");
        await().untilAsserted(() -> {
            var weather = witness.keys("weather");
            assertThat(weather).contains("london/" + weather.size());
        });
        new SamePages(press).ofBoth(witness.pages().keySet());
    }

    private static String instance(String service, int number) {
        return new ServiceInstance(service, number).name();
    }
}
