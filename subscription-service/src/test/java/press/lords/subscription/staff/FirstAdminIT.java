package press.lords.subscription.staff;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.StartRefused;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.signup.Subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirstAdminIT {

    private final String database = TestDatabase.name();
    private final TestMailServer mails = new TestMailServer();

    @BeforeEach
    void emptyTopics() {
        TestBroker.empty();
    }

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    void isInvitedWhileThereIsNone() {
        try (RunningService _ = start(Colleague.ADMIN)) {
            mails.awaitMail(Colleague.ADMIN, 1);
        }
        try (RunningService again = start(Colleague.ADMIN)) {
            Colleague admin = new Colleague(again, mails, Colleague.ADMIN);
            admin.enrol(admin.invitation());
        }
        try (RunningService later = start("somebody-else@example.org")) {
            assertThat(later.context().getBean(StaffRegister.class).read().members())
                    .hasSize(1);
        }
        assertThat(mails.mails()).hasSize(2);
    }

    @Test
    void isInvitedAgainOnceAnOperatorEndedTheLastAdmin() {
        String id;
        try (RunningService first = start(Colleague.ADMIN)) {
            Colleague admin = Colleague.firstAdmin(first, mails);
            id = admin.id();
            assertThat(operator(first, "GET", "").body())
                    .contains(id, "\"admin\"", "\"open\":true")
                    .doesNotContain("@");

            assertThat(operator(first, "DELETE", "/" + id).statusCode()).isEqualTo(200);

            assertThat(operator(first, "DELETE", "/" + id).statusCode()).isEqualTo(204);
            assertThat(first.context().getBean(StaffRegister.class).read().hasAdmin())
                    .isFalse();
        }
        try (RunningService again = start(Colleague.ADMIN)) {
            assertThat(mails.awaitMail(Colleague.ADMIN, 3).text()).contains("/staff/");
            assertThat(again.context()
                            .getBean(StaffRegister.class)
                            .read()
                            .find(id)
                            .orElseThrow()
                            .state())
                    .isEqualTo(Member.State.INVITED);
        }
    }

    @Test
    void isInvitedWhenTheOnlyAdminIsSuspended() {
        try (RunningService first = start(Colleague.ADMIN)) {
            Colleague admin = Colleague.firstAdmin(first, mails);
            first.context()
                    .getBean(Subscribers.class)
                    .change(
                            admin.id(),
                            found -> found.suspended(Clock.systemUTC().instant()));
        }
        try (RunningService same = start(Colleague.ADMIN)) {
            assertThat(same.context().getBean(StaffRegister.class).read().members())
                    .hasSize(1);
        }
        try (RunningService other = start("other-admin@example.org")) {
            Colleague admin = new Colleague(other, mails, "other-admin@example.org");
            admin.enrol(admin.invitation());
        }
    }

    @Test
    void isNotKeptFromEnrollingByWhoeverTriesWhatIsNoInvitation() {
        try (RunningService service = RunningService.start(
                database,
                "spring.mail.port=" + mails.port(),
                "press.staff.admin-email=" + Colleague.ADMIN,
                "press.staff.per-network=1",
                "press.staff.in-all=1")) {
            String guess = "{\"token\": \"x\"}";
            assertThat(service.post("/api/staff/enrolment", guess).statusCode()).isEqualTo(410);
            assertThat(service.post("/api/staff/enrolment", guess).statusCode()).isEqualTo(429);

            Colleague.firstAdmin(service, mails).signIn();
        }
    }

    private static HttpResponse<String> operator(RunningService service, String method, String path) {
        return service.send(HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/staff" + path)))
                .method(method, BodyPublishers.noBody()));
    }

    @Test
    void isInvitedAgainAtAnotherAddressWhenTheFirstWasWrong() {
        try (RunningService _ = start("tpyo@example.org")) {
            mails.awaitMail("tpyo@example.org", 1);
        }
        try (RunningService again = start(Colleague.ADMIN)) {
            Colleague.firstAdmin(again, mails).signIn();
        }
    }

    @Test
    void isOneHoweverManyInstancesStartAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<RunningService>> started = Stream.of(1, 2)
                    .map(_ -> threads.submit(() -> start(Colleague.ADMIN)))
                    .toList();
            try (RunningService _ = started.get(0).get();
                    RunningService other = started.get(1).get()) {
                assertThat(other.context().getBean(StaffRegister.class).read().members())
                        .hasSize(1);
            }
        }
    }

    @Test
    void isNobodyUnlessTheOperatorSaysWho() {
        try (RunningService service = start("")) {
            assertThat(service.context().getBean(StaffRegister.class).read().members())
                    .isEmpty();
        }
    }

    @Test
    void mustHaveAnAddress() {
        assertThatThrownBy(() -> start("the boss"))
                .hasStackTraceContaining(StartRefused.class.getName())
                .hasStackTraceContaining("first admin");
    }

    private RunningService start(String address) {
        return RunningService.start(database, "spring.mail.port=" + mails.port(), "press.staff.admin-email=" + address);
    }
}
