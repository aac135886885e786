package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.signup.Links.Link;
import press.lords.subscription.signup.Links.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

class LinksIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Link LINK = new Link("reader", Map.of("every-story", "Every story: each"));
    private static final int AT_ONCE = 10_000;

    private final MongoClient mongo = MongoClients.create(TestDatabase.uri());
    private final MongoDatabase database = mongo.getDatabase(TestDatabase.name());
    private final Links links = new Links(database, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void dropDatabase() {
        database.drop();
        mongo.close();
    }

    @Test
    void areRedeemedOnceHoweverManyTryAtOnce() throws Exception {
        String token = links.make(Purpose.SIGN_IN, LINK, NOON.plusSeconds(600));
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
            tries.add(() ->
                    links.redeem(Purpose.SIGN_IN, token, Links.ANY_BROWSER).isPresent());
        }

        int successes = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (var redeemed : threads.invokeAll(tries)) {
                successes += redeemed.get() ? 1 : 0;
            }
        }

        assertThat(successes).isOne();
    }

    @Test
    void areGoodForOnePurposeAndUntilTheirTimeIsOver() {
        String token = links.make(Purpose.SIGN_IN, LINK, NOON.plusSeconds(600));
        Links later = new Links(database, Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC));

        assertThat(links.redeem(Purpose.CONFIRM, token, Links.ANY_BROWSER)).isEmpty();
        assertThat(later.redeem(Purpose.SIGN_IN, token, Links.ANY_BROWSER)).isEmpty();
        assertThat(links.redeem(Purpose.SIGN_IN, token, Links.ANY_BROWSER)).hasValue(LINK);
    }

    @Test
    void areGoodInTheBrowserThatAskedAndUnusedUpByOthers() {
        String token = links.make(Purpose.SIGN_IN, new Link("reader", Map.of(), null, "hash"), NOON.plusSeconds(600));

        assertThat(links.redeem(Purpose.SIGN_IN, token, Links.ANY_BROWSER)).isEmpty();
        assertThat(links.redeem(Purpose.SIGN_IN, token, "another")).isEmpty();
        assertThat(links.redeem(Purpose.SIGN_IN, token, "hash")).isPresent();
    }

    @Test
    void canBeBegunAgainUntilTheyAreFinishedAndAreFinishedOnce() {
        String token = links.make(Purpose.CONFIRM, LINK, NOON.plusSeconds(600));
        Links later = new Links(database, Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC));

        assertThat(links.finish(token)).as("before it is begun").isFalse();
        assertThat(links.begin(Purpose.CONFIRM, token)).hasValue(new Links.Begun(LINK, NOON));
        assertThat(later.begin(Purpose.CONFIRM, token)).hasValue(new Links.Begun(LINK, NOON));
        assertThat(links.wasDoneAfter(Purpose.CONFIRM, token, NOON.minusSeconds(1)))
                .isFalse();

        assertThat(later.finish(token)).isTrue();
        assertThat(later.finish(token)).isFalse();
        assertThat(links.begin(Purpose.CONFIRM, token)).isEmpty();
        assertThat(links.wasDoneAfter(Purpose.CONFIRM, token, NOON)).isTrue();
    }

    @Test
    void areKeptAsHashesAlone() {
        String token = links.make(Purpose.SIGN_IN, LINK, NOON.plusSeconds(600));

        assertThat(database.getCollection("links").find())
                .singleElement()
                .satisfies(document -> assertThat(document.toJson()).doesNotContain(token));
    }
}
