package press.lords.subscription.mailing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.TestMailServer.Mood;
import press.lords.subscription.TestMailServer.Taken;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.ledger.Claims;
import press.lords.subscription.ledger.KeptIssueMail;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.LedgerCounts;
import press.lords.subscription.newsletter.MadeIssues;
import press.lords.subscription.signup.ChooseNewsletters;
import press.lords.subscription.signup.ManyReaders;
import press.lords.subscription.signup.ManyReaders.Made;
import press.lords.subscription.signup.NewsletterConsents.How;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.signup.Suppressions;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnContainers
class MailingIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ISSUE = "every-story/one";

    private final String database = TestDatabase.name();
    private final String suffix = UUID.randomUUID() + "@example.org";
    private TestMailServer mails;
    private RunningService service;
    private MadeIssues issues;

    @BeforeEach
    void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = instance();
        issues = new MadeIssues(service);
    }

    private RunningService instance() {
        return RunningService.start(
                database,
                "spring.mail.port=" + mails.port(),
                "press.mail.longest-back-off=1s",
                "press.mail.lease=10s",
                "press.mail.connections=3",
                "press.mail.bounces=bounces@press.example",
                "spring.mail.properties.mail.smtp.timeout=1000");
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
    }

    @Test
    void sendsEachMailOnceFromTwoInstancesAndAccountsForAllOfThemAtEveryMoment() {
        List<Made> readers = readers(300);
        // A batch takes longer than the other one rests, so that there is something left for it.
        mails.onMail(_ -> LockSupport.parkNanos(Duration.ofMillis(40).toNanos()));
        try (RunningService other = instance()) {
            issues.make(ISSUE, ids(readers));
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
                assertThat(counts().accountFor(300)).as(counts().toString()).isTrue();
                return isFinished();
            });
            assertThat(sentBy(service)).isPositive();
            assertThat(sentBy(other)).isPositive();
            assertThat(sentBy(service) + sentBy(other)).isEqualTo(300);
        }

        assertThat(counts()).isEqualTo(new LedgerCounts(300, 0, 300, 0, 0, 0, 0));
        assertThat(mails.mails().stream().map(Taken::recipient))
                .containsExactlyInAnyOrderElementsOf(
                        readers.stream().map(Made::address).toList());
        assertThat(mails.mostConnectionsAtOnce()).isLessThanOrEqualTo(2 * (3 + 1));
    }

    private static double sentBy(RunningService instance) {
        return instance.context()
                .getBean(MeterRegistry.class)
                .counter("press.newsletters.attempts", "outcome", "sent")
                .count();
    }

    @Test
    void letsAReaderEndItByOneClickAndTheServerSayWhichOneCameBack() {
        Made reader = readers(1).getFirst();
        issues.make(ISSUE, ids(List.of(reader)));

        Taken mail = mails.awaitMail(reader.address(), 1);

        String row = mail.header("Message-ID").replaceAll("<([0-9a-f]{32})@.*>", "$1");
        assertThat(mail.sender()).isEqualTo("bounces+" + row + "@press.example");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("List-Id")).isEqualTo("<every-story.localhost>");
        assertThat(mail.header("Precedence")).isEqualTo("bulk");
        assertThat(mail.header("Subject")).contains("Edition 1");
        String path = URI.create(mail.header("List-Unsubscribe").replaceAll("[<>\\s]", ""))
                .getPath();
        HttpResponse<String> ended = service.call(
                "POST", path, "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(subscribers().find(reader.id()).orElseThrow().newsletters()).isEmpty();
    }

    @Test
    void isNeverOutrunByWhatReadersDidBeforeTheClaim() {
        List<Made> readers = readers(6);
        issues.list(ISSUE, ids(readers));
        service.context()
                .getBean(ChooseNewsletters.class)
                .without(readers.get(0).id(), MadeIssues.NEWSLETTER, How.ONE_CLICK);
        subscribers()
                .change(
                        readers.get(1).id(),
                        found -> found.suspended(Clock.systemUTC().instant()));
        subscribers()
                .change(
                        readers.get(2).id(),
                        found -> found.erased(Clock.systemUTC().instant()));
        service.context().getBean(Suppressions.class).add(readers.get(3).mailbox(), Suppressions.Reason.HARD_BOUNCE);
        subscribers().change(readers.get(4).id(), found -> found.reading(List.of("daily-digest")));

        open(6);

        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(6, 0, 1, 5, 0, 0, 0));
        assertThat(mails.mails().stream().map(Taken::recipient))
                .containsExactly(readers.get(5).address());
        assertThat(readers.stream().limit(5).map(reader -> row(reader).reason()))
                .containsExactly("withdrawn", "not-active", "not-active", "mailbox-suppressed", "withdrawn");
    }

    @Test
    void isNotOutrunWhileManyWithdraw() {
        List<Made> readers = readers(120);
        issues.list(ISSUE, ids(readers.subList(0, 60)));
        open(120);
        Map<String, Boolean> withdrawn = new ConcurrentHashMap<>();

        for (Made reader : readers.subList(60, 120)) {
            service.context()
                    .getBean(ChooseNewsletters.class)
                    .without(reader.id(), MadeIssues.NEWSLETTER, How.PREFERENCES);
            withdrawn.put(reader.address(), true);
            issues.list(ISSUE, List.of(reader.id()));
        }

        await().atMost(SOON).until(() -> counts().rows() == 120 && counts().open() == 0);
        assertThat(mails.mails()).hasSize(60).noneMatch(mail -> withdrawn.containsKey(mail.recipient()));
    }

    @Test
    void isOutrunBySecondsOnlyWhenTheServerIsSlow() {
        // Ten mails take two seconds, so three times ten are begun within the five seconds of a claim.
        mails.mood(Mood.DAWDLES);
        List<Made> readers = readers(50);
        issues.make(ISSUE, ids(readers));
        await().atMost(SOON).until(() -> !mails.mails().isEmpty());

        ChooseNewsletters choose = service.context().getBean(ChooseNewsletters.class);
        readers.forEach(reader -> choose.without(reader.id(), MadeIssues.NEWSLETTER, How.ONE_CLICK));

        awaitFinished();
        assertThat(mails.mails()).hasSizeLessThanOrEqualTo(30);
        assertThat(counts().sent() + counts().suppressed()).isEqualTo(50);
    }

    private void beginAndDie(int mails) {
        Claims claims = service.context().getBean(Claims.class);
        Map<Claimed, String> begun = claims.claim(ISSUE, 1, Duration.ofMinutes(1), mails).stream()
                .collect(Collectors.toMap(row -> row, Claimed::subscriber));
        claims.markAndBegin(Map.of(), begun, Duration.ZERO);
    }

    @Test
    void sendsAgainWhatADeadSenderMayHaveSent() {
        List<Made> readers = readers(5);
        issues.list(ISSUE, ids(readers));
        beginAndDie(3);

        open(5);

        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(5, 0, 2, 0, 0, 3, 3));
        assertThat(mails.mails()).hasSize(5);
    }

    @Test
    void sendsWithinAQuarterOfAMinuteWhatADeadSenderHadClaimedAndNotBegun() {
        List<Made> readers = readers(5);
        issues.list(ISSUE, ids(readers));
        service.context().getBean(Claims.class).claim(ISSUE, 1, SendIssue.RESERVED, 3);

        open(5);

        await().atMost(Duration.ofSeconds(15)).until(this::isFinished);
        assertThat(counts()).isEqualTo(new LedgerCounts(5, 0, 5, 0, 0, 0, 0));
        assertThat(mails.mails()).hasSize(5);
    }

    @Test
    void takesAMailForMaybeSentWhenTheServerDropsItAfterItsEnd() {
        List<Made> readers = readers(20);
        String dropped = readers.get(7).address();
        mails.mood(dropped, Mood.DROPS);
        issues.make(ISSUE, ids(readers));
        await().atMost(SOON).until(() -> mails.mailsTo(dropped).size() >= 2);
        mails.mood(dropped, Mood.TAKES);

        awaitFinished();
        LedgerCounts counts = counts();
        assertThat(counts.sent()).isEqualTo(19);
        assertThat(counts.maybe()).isEqualTo(1);
        List<Taken> copies = mails.mailsTo(dropped);
        assertThat(copies).hasSizeLessThanOrEqualTo((int) counts.unclearAttempts() + 1);
        assertThat(copies.stream().map(mail -> mail.header("Message-ID")).distinct())
                .hasSize(1);
        assertThat(mails.mails()).hasSize(19 + copies.size());
    }

    @Test
    void givesUpAMailboxThatIsGoneAndOnlyTheMailThatIsRefused() {
        List<Made> readers = readers(3);
        mails.answer(readers.get(0).address(), "550 5.1.1 no such user");
        mails.answer(readers.get(1).address(), "554 not this one");
        issues.make(ISSUE, ids(readers));
        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(3, 0, 1, 0, 2, 0, 0));
        assertThat(row(readers.get(0)).reason()).isEqualTo("550 5.1.1");
        mails.answer(readers.get(0).address(), "250 ok");
        mails.answer(readers.get(1).address(), "250 ok");

        issues.make("every-story/two", ids(readers));

        await().atMost(SOON).until(() -> issues.state("every-story/two").equals("FINISHED"));
        assertThat(mails.mailsTo(readers.get(0).address())).isEmpty();
        assertThat(mails.mailsTo(readers.get(1).address())).hasSize(1);
        assertThat(mails.mailsTo(readers.get(2).address())).hasSize(2);
    }

    @Test
    void givesUpNobodyWhenARelayDoesNotKnowThePressAnyMore() {
        List<Made> readers = readers(4);
        readers.forEach(reader -> mails.answer(reader.address(), "554 5.7.1 relay access denied"));
        issues.make(ISSUE, ids(readers));
        await().atMost(SOON)
                .until(() -> readers.stream()
                                .mapToInt(reader -> row(reader).attempts())
                                .sum()
                        >= 3);
        assertThat(counts().open()).isEqualTo(4);

        readers.forEach(reader -> mails.answer(reader.address(), "250 ok"));

        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(4, 0, 4, 0, 0, 0, 0));
    }

    @Test
    void triesAgainWhatIsDeferredButNotForEver() {
        List<Made> readers = readers(2);
        mails.answer(readers.get(0).address(), "451 4.7.1 greylisted");
        mails.answer(readers.get(1).address(), "452 4.2.2 full");
        issues.list(ISSUE, ids(readers));
        issues.open(ISSUE, 2, Clock.systemUTC().instant().plus(Duration.ofSeconds(12)));
        await().atMost(SOON).until(() -> row(readers.get(0)).attempts() >= 2);
        mails.answer(readers.get(0).address(), "250 ok");

        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(2, 0, 1, 0, 1, 0, 0));
        assertThat(row(readers.get(1)).reason()).isEqualTo("too-late");
        assertThat(mails.mails()).hasSize(1);
    }

    @Test
    void goesOnWithTheRestOnceAServerThatWasDownIsBack() {
        mails.mood(Mood.IS_DOWN);
        List<Made> readers = readers(60);
        issues.make(ISSUE, ids(readers));
        await().atMost(SOON).until(() -> mails.connections() > 3);
        assertThat(counts().open()).isEqualTo(60);

        mails.mood(Mood.TAKES);

        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(60, 0, 60, 0, 0, 0, 0));
        assertThat(mails.mails()).hasSize(60);
    }

    @Test
    void sendsTheEditionThatItWritesDownAndNoOldOneAfterANewOne() {
        List<Made> readers = readers(200);
        AtomicBoolean next = new AtomicBoolean();
        mails.onMail(_ -> {
            if (mails.mails().size() == 40 && next.compareAndSet(false, true)) {
                issues.next(ISSUE, 2);
            }
        });
        issues.make(ISSUE, ids(readers));

        awaitFinished();
        Ledger ledger = service.context().getBean(Ledger.class);
        List<String> first = rows(ledger, 1);
        List<String> second = rows(ledger, 2);
        assertThat(second).isNotEmpty();
        assertThat(first.size() + second.size()).isEqualTo(200);
        assertThat(namesOf("Edition 1")).containsExactlyInAnyOrderElementsOf(first);
        assertThat(namesOf("Edition 2")).containsExactlyInAnyOrderElementsOf(second);
    }

    private static List<String> rows(Ledger ledger, int edition) {
        return ledger.mailed(ISSUE, List.of(edition), null, 1_000).stream()
                .map(Ledger.Mailed::row)
                .toList();
    }

    private List<String> namesOf(String subject) {
        return mails.mails().stream()
                .filter(mail -> mail.header("Subject").contains(subject))
                .map(mail -> mail.header("Message-ID").replaceAll("<([0-9a-f]{32})@.*>", "$1"))
                .toList();
    }

    @Test
    void sendsNothingOfAnIssueThatWasWithdrawn() {
        List<Made> readers = readers(3);
        issues.list(ISSUE, ids(readers));
        beginAndDie(1);
        issues.withdrawn(ISSUE, 3);

        await().atMost(SOON).until(() -> counts().open() == 0);

        assertThat(mails.mails()).isEmpty();
        assertThat(counts()).isEqualTo(new LedgerCounts(3, 0, 0, 2, 0, 1, 1));
        assertThat(readers.stream().map(reader -> row(reader).reason())).containsOnly("issue-withdrawn");
    }

    @Test
    void isSentAlsoToWhomSomebodySlowListedAfterItsEnd() {
        List<Made> readers = readers(2);
        issues.make(ISSUE, ids(readers.subList(0, 1)));
        awaitFinished();

        issues.list(ISSUE, ids(readers.subList(1, 2)));

        mails.awaitMail(readers.get(1).address(), 1);
        awaitFinished();
        assertThat(counts()).isEqualTo(new LedgerCounts(2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void keepsNobodyWaitingForAMailThatTheyAskedFor() {
        mails.mood(Mood.DAWDLES);
        List<Made> readers = readers(120);
        issues.make(ISSUE, ids(readers));
        await().atMost(SOON).until(() -> mails.mails().size() >= 6);

        SignedUp.reader(service, mails, "[]").nextMail();

        assertThat(counts().open()).isPositive();
    }

    @Test
    void showsOperatorsWhetherEveryReaderIsAccountedFor() {
        List<Made> readers = readers(2);
        mails.answer(readers.get(0).address(), "554 no");
        issues.make(ISSUE, ids(readers));
        awaitFinished();

        JsonNode issue = service.json(service.send(
                        HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/newsletters")))))
                .at("/issues/0");

        assertThat(issue.get("issue").asString()).isEqualTo(ISSUE);
        assertThat(issue.get("listed").asLong()).isEqualTo(2);
        assertThat(issue.at("/counts/failed").asLong()).isEqualTo(1);
        assertThat(issue.get("accountedFor").asBoolean()).isTrue();
        String meters = service.send(
                        HttpRequest.newBuilder(URI.create(service.managementAddress("/actuator/prometheus"))))
                .body();
        assertThat(meters)
                .contains("press_newsletters_attempts_total{outcome=\"sent\"}", "press_newsletters_rows{state=");
        assertThat(meters).doesNotContain(suffix, "Edition");
    }

    private List<Made> readers(int count) {
        return ManyReaders.in(service, count, suffix, List.of(MadeIssues.NEWSLETTER));
    }

    private static List<String> ids(List<Made> readers) {
        return new ArrayList<>(readers.stream().map(Made::id).toList());
    }

    private void open(int listed) {
        issues.open(ISSUE, listed, Clock.systemUTC().instant().plus(Duration.ofDays(1)));
    }

    private Subscribers subscribers() {
        return service.context().getBean(Subscribers.class);
    }

    private LedgerCounts counts() {
        return service.context().getBean(Ledger.class).counts(ISSUE);
    }

    private KeptIssueMail row(Made reader) {
        return service.context().getBean(Ledger.class).of(reader.id()).getFirst();
    }

    private boolean isFinished() {
        return issues.state(ISSUE).equals("FINISHED");
    }

    private void awaitFinished() {
        await().atMost(SOON).until(this::isFinished);
    }
}
