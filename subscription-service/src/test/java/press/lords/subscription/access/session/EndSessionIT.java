package press.lords.subscription.access.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
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
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.SignInCodes;
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

    @Test
    void endsTokensOfAnInstanceWhoseClockIsAhead() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens tokens = reader.signIn();
        String subscriber = subscriber(reader);
        Instant ahead = bean(Clock.class).instant().plusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
        bean(MongoDatabase.class)
                .getCollection("sessions")
                .updateOne(
                        new Document("_id", tokens.session()),
                        new Document("$set", new Document("refreshedAt", Date.from(ahead))));

        bean(EndSession.class).endAll(subscriber);

        assertThat(bean(Subscribers.class).find(subscriber).orElseThrow().honours(ahead))
                .isFalse();
    }

    @Test
    void makesRoomForOneMoreSessionThanThereMayBe() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        Tokens first = reader.signIn();
        String subscriber = subscriber(reader);
        for (int n = 0; n < Sessions.MOST; n++) {
            bean(Sessions.class).open(subscriber, false);
        }
        reader.askForLink();

        Tokens last = reader.signIn();

        assertThat(bean(MongoDatabase.class)
                        .getCollection("sessions")
                        .countDocuments(new Document("subscriber", subscriber)))
                .isEqualTo(Sessions.MOST);
        assertThat(bean(Sessions.class).find(first.session())).isEmpty();
        assertThat(bean(Subscribers.class).find(subscriber).orElseThrow().endedSessions())
                .extracting(EndedSession::session)
                .contains(first.session());
        assertThat(bean(Sessions.class).of(subscriber))
                .hasSize(Sessions.MOST)
                .last()
                .satisfies(session -> assertThat(session.id()).isEqualTo(last.session()));
        bean(Sessions.class).open(subscriber, false);
        assertThat(bean(Sessions.class).of(subscriber)).hasSize(Sessions.MOST);
    }

    @Test
    void leavesNoSessionToWhoBecomesOneOfTheStaffWhileSigningIn() {
        SignedUp reader = SignedUp.reader(service, mails, "[]");
        String code = reader.nextMail().code();
        AtomicInteger asked = new AtomicInteger();
        StaffAccess enrolling = new StaffAccess() {
            @Override
            public boolean needsSecondFactor(String subscriber) {
                return asked.getAndIncrement() > 0;
            }

            @Override
            public boolean redeem(String subscriber, String code) {
                return false;
            }

            @Override
            public Set<String> scopes(String subscriber) {
                return Set.of();
            }
        };
        OpenSession openSession = new OpenSession(
                bean(Links.class),
                bean(SignInCodes.class),
                bean(Subscribers.class),
                bean(Sessions.class),
                bean(EndSession.class),
                enrolling,
                bean(Credentials.class),
                bean(SessionSettings.class),
                bean(RequestLimits.class));

        assertThatThrownBy(() ->
                        openSession.open(new OpenSession.Shown(null, reader.address(), code, null), "", "127.0.0.1"))
                .isInstanceOf(SessionProblem.SignInRefused.class);

        assertThat(bean(Sessions.class).of(subscriber(reader))).isEmpty();
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
