package press.lords.subscription.access.session;

import java.time.Clock;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.events.SubscriberEvent.EndedSession;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The end of a session, when something comes in between. */
class EndSessionIT {

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
    void isToldBeforeTheSessionIsGone() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String subscriber = subscriber(reader);
        Sessions undeletable = new Sessions(bean(MongoDatabase.class), bean(SessionSettings.class), bean(Clock.class)) {
            @Override
            boolean end(String id) {
                throw new IllegalStateException("died");
            }
        };
        EndSession endSession =
                new EndSession(undeletable, bean(Subscribers.class), bean(AccessTokens.class), bean(Clock.class));

        assertThatThrownBy(() -> endSession.end(new Reader(subscriber, tokens.session())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(bean(Subscribers.class).find(subscriber))
                .hasValueSatisfying(found -> assertThat(found.endedSessions())
                        .extracting(EndedSession::session)
                        .containsExactly(tokens.session()));
    }

    @Test
    void leavesNoTokenToWhoeverRefreshesAtThatMoment() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String subscriber = subscriber(reader);
        Sessions slow = new Sessions(bean(MongoDatabase.class), bean(SessionSettings.class), bean(Clock.class)) {
            @Override
            Optional<Session> rotate(String id, int generation) {
                Optional<Session> next = super.rotate(id, generation);
                bean(EndSession.class).endAll(subscriber);
                return next;
            }
        };
        RefreshSession refreshSession = new RefreshSession(
                bean(RefreshTokens.class),
                slow,
                bean(Subscribers.class),
                bean(EndSession.class),
                bean(Credentials.class),
                bean(SessionSettings.class),
                bean(Clock.class));

        assertThatThrownBy(() -> refreshSession.refresh(tokens.refresh()))
                .isInstanceOf(SessionProblem.NotSignedIn.class);
    }

    private static String subscriber(SignedUp reader) {
        return bean(Subscribers.class)
                .find(new EmailAddress(reader.address()))
                .orElseThrow()
                .id();
    }

    private static <T> T bean(Class<T> type) {
        return service.context().getBean(type);
    }
}
