package press.lords.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** A link that very many follow at the same moment: it does what it does once. */
@ExtendWith(SharedPress.class)
class RedemptionJourneyIT {

    /** As many as the gateway passes on at a time; more would wait there, and some be turned away. */
    private static final int TOGETHER = 64;

    private final Storm storm = Storm.ofThisBuild();
    private final String address = "redeems-" + UUID.randomUUID() + "@example.org";

    @Test
    void opensOneAccountAndOneSession(RunningPress press) throws Exception {
        var reader = Caller.of(press).with("Accept", "application/json");
        try (var mails = new Mailbag(press, address)) {
            reader.post("/api/subscriptions", Map.of("email", address, "newsletters", List.of()));
            var confirmation = Mailbag.token(mails.await(1), "/confirm/");
            assertThat(redeem(() -> reader.post("/api/subscriptions/confirmations", Map.of("token", confirmation))
                            .statusCode()))
                    .isEqualTo(Map.of(200, 1L, 410, storm.redemptions() - 1L));

            var link = Mailbag.token(mails.await(2), "/sign-in/");
            var signedIn = Collections.synchronizedList(new ArrayList<String>());
            assertThat(redeem(() -> {
                        var answer = reader.post("/api/sessions", Map.of("token", link));
                        if (answer.statusCode() == 201) {
                            signedIn.add(Caller.json(answer).path("accessToken").asString());
                        }
                        return answer.statusCode();
                    }))
                    .isEqualTo(Map.of(201, 1L, 401, storm.redemptions() - 1L));
            var sessions = reader.with("Authorization", "Bearer " + signedIn.getFirst())
                    .get("/api/sessions");
            assertThat(Caller.json(sessions).path("sessions")).hasSize(1);
            assertThat(mails.texts()).as("one to confirm, one to sign in").hasSize(2);
        }
    }

    /** How often each status was answered. */
    private Map<Integer, Long> redeem(Callable<Integer> once) throws Exception {
        try (var readers =
                Executors.newFixedThreadPool(TOGETHER, Thread.ofVirtual().factory())) {
            var answers = readers.invokeAll(Collections.nCopies(storm.redemptions(), once));
            return answers.stream().map(Future::resultNow).collect(groupingBy(identity(), counting()));
        }
    }
}
