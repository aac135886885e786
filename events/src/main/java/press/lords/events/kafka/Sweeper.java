package press.lords.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import press.lords.events.Topic;

/**
 * Sees to it that everything committed is sent, whoever committed it: after a crash, a stall, an outage, an unclear write, or when the topic
 * was made anew. Every instance sweeps; sending twice is harmless.
 */
final class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration OLD_ENOUGH = Duration.ofSeconds(2);
    private static final Duration TOPIC_TRUSTED = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final int REST_FACTOR = 20;
    private static final int PAGE = 100;

    private final Topic topic;
    private final Topics topics;
    private final LogEnds ends;
    private final LogCheck logCheck;
    private final Heads heads;
    private final Sender sender;
    private final Clock clock;

    private Instant lookedAt = Instant.MIN;
    private long lastLook;
    private long lookAgainAt = System.nanoTime();

    /** Id of the topic that has all that was committed before it was looked at; a resend that is interrupted goes on. */
    private @Nullable String completeFor;

    /** What failed for a reason of its own: tried again by each sweep, told once. */
    private final Set<String> setAside = new ConcurrentSkipListSet<>();

    private volatile @Nullable String trouble;

    Sweeper(Topic topic, Topics topics, LogEnds ends, LogCheck logCheck, Heads heads, Sender sender, Clock clock) {
        this.topic = topic;
        this.topics = topics;
        this.ends = ends;
        this.logCheck = logCheck;
        this.heads = heads;
        this.sender = sender;
        this.clock = clock;
    }

    /** What keeps this topic, or some of its things, from being sent, in one line. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble)
                .or(() -> setAside.stream()
                        .findFirst()
                        .map(id -> "%d set aside, %s first".formatted(setAside.size(), id)));
    }

    Topic topic() {
        return topic;
    }

    void sweep() {
        try {
            String id = openTopic();
            for (String failed : setAside) {
                sendOne(failed);
            }
            if (System.nanoTime() - lookAgainAt >= 0) {
                sendAll(this::unsent);
            }
            ends.store(id);
            changed(null);
        } catch (BrokerUnreachable | LogCheck.LogAhead | Sender.NotSent | RuntimeException e) {
            changed(e instanceof BrokerUnreachable ? e.getMessage() : e.toString());
        }
    }

    /** Looking takes a twentieth of the time at most, also in a database that reads every document for it. */
    private List<String> unsent(String after) {
        long began = System.nanoTime();
        List<String> found = heads.unsent(clock.instant().minus(OLD_ENOUGH), after, PAGE);
        long took = System.nanoTime() - began;
        // Of the last two looks the shorter one: a single slow answer is no reason to wait.
        lookAgainAt = began + Math.min(LONGEST_REST.toNanos(), REST_FACTOR * Math.min(took, lastLook));
        lastLook = took;
        return found;
    }

    private String openTopic() throws BrokerUnreachable, LogCheck.LogAhead, Sender.NotSent {
        Optional<String> known = topics.id(topic);
        if (known.isPresent() && clock.instant().isBefore(lookedAt.plus(TOPIC_TRUSTED))) {
            return known.get();
        }
        String id = topics.findOrCreate(topic);
        if (!known.equals(Optional.of(id))) {
            topics.close(topic);
            if (known.isPresent()) {
                ends.reset();
            }
            Map<Integer, Long> looked = logCheck.check(ends.known(id));
            ends.checked(looked);
            topics.open(topic, id);
        }
        if (!id.equals(completeFor)) {
            sendAll(after -> heads.unknownTo(id, after, PAGE));
            completeFor = id;
        }
        lookedAt = clock.instant();
        return id;
    }

    /** In the order of ids, so that one thing that fails is never in the way of the others. */
    private void sendAll(Function<String, List<String>> pageAfter) throws Sender.NotSent {
        String after = "";
        List<String> page;
        do {
            page = pageAfter.apply(after);
            for (String id : page) {
                if (!setAside.contains(id)) {
                    sendOne(id);
                }
                after = id;
            }
        } while (page.size() == PAGE);
    }

    private void sendOne(String id) throws Sender.NotSent {
        try {
            sender.send(id);
            if (setAside.remove(id)) {
                log.info("{} {} is sent at last", topic.topicName(), id);
            }
        } catch (MongoException e) {
            throw e; // it would fail for the others too
        } catch (Sender.NotSent | RuntimeException e) {
            if (e instanceof Sender.NotSent notSent && notSent.everything()) {
                throw notSent;
            }
            if (setAside.add(id)) {
                log.error("{} {} can't be sent and is set aside: {}", topic.topicName(), id, e.toString());
            }
        }
    }

    private void changed(@Nullable String now) {
        if (now != null && trouble == null) {
            log.warn("Not sending to {}: {}", topic.topicName(), now);
        } else if (now == null && trouble != null) {
            log.info("Sending to {} again", topic.topicName());
        }
        trouble = now;
    }
}
