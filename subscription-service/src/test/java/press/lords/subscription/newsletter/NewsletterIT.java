package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.Topic;
import press.lords.events.kafka.PoisonRecords;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.TestMailServer.Taken;
import press.lords.subscription.ledger.Ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static press.lords.subscription.newsletter.TestStories.corrected;
import static press.lords.subscription.newsletter.TestStories.published;
import static press.lords.subscription.newsletter.TestStories.retracted;
import static press.lords.subscription.newsletter.TestStories.sent;

/** From the topic to the issues. */
class NewsletterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String database = TestDatabase.name();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void emptyTopics() {
        TestBroker.empty();
    }

    @Test
    void poisonAmongGoodRecordsEndsInTheDeadLettersWhileEveryStoryIsNoticed() throws Exception {
        Map<String, ProducerRecord<byte[], byte[]>> poison = PoisonRecords.of(Topic.ARTICLES);
        List<String> good = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        poison.values().forEach(bad -> {
            String article = UUID.randomUUID().toString();
            good.add("every-story/" + article);
            records.add(bad);
            records.add(sent(published(article, 1, now)));
            records.add(new ProducerRecord<>("articles", 0, (article + "/9").getBytes(UTF_8), null));
        });
        ArticleLog.createTopic();
        int before = ArticleLog.deadLetters().size();
        ArticleLog.send(records);

        try (RunningService one = start();
                RunningService _ = start()) {
            Issues issues = one.context().getBean(Issues.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(good)
                            .allMatch(issue -> issues.find(issue).isPresent()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ArticleLog.deadLetters()).hasSize(before + poison.size()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ArticleLog.lag()).isZero());
        }

        List<byte[]> bytes = poison.values().stream().map(ProducerRecord::value).toList();
        assertThat(ArticleLog.deadLetters().subList(before, before + poison.size()))
                .extracting(ConsumerRecord::value)
                .containsExactlyElementsOf(bytes);
    }

    @Test
    void aStoryIsAnIssueOnceWhoeverHearsOfItAndHoweverOften() throws Exception {
        String article = UUID.randomUUID().toString();
        String gone = UUID.randomUUID().toString();
        String old = UUID.randomUUID().toString();
        ArticleLog.createTopic();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(List.of(
                sent(published(article, 2, now)),
                sent(published(article, 1, now)),
                sent(published(article, 2, now)),
                sent(published(gone, 1, now)),
                sent(retracted(gone, 2, now)),
                sent(published(old, 1, now.minus(Duration.ofDays(2))))));
        ArticleLog.send(records);
        Issue first;

        try (RunningService one = start();
                RunningService _ = start()) {
            Issues issues = one.context().getBean(Issues.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ArticleLog.lag()).isZero());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(issues.find("every-story/" + article))
                            .hasValueSatisfying(
                                    issue -> assertThat(issue.state()).isNotEqualTo(Issue.State.LISTING)));
            first = issues.find("every-story/" + article).orElseThrow();
            assertThat(first.stories().getFirst().revision()).isEqualTo(2);
            assertThat(issues.find("every-story/" + old)).isEmpty();
            assertThat(issues.find("every-story/" + gone))
                    .hasValueSatisfying(
                            issue -> assertThat(issue.state()).isIn(Issue.State.WITHDRAWN, Issue.State.FINISHED));
            assertThat(one.context().getBean(Ledger.class).hasOpen("every-story/" + gone))
                    .isFalse();
        }
        ArticleLog.send(records);
        try (RunningService again = start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ArticleLog.lag()).isZero());
            assertThat(again.context().getBean(Issues.class).find("every-story/" + article))
                    .hasValueSatisfying(issue -> assertThat(issue)
                            .returns(first.createdAt(), Issue::createdAt)
                            .returns(first.edition(), Issue::edition));
        }
    }

    @Test
    void theServiceIsThereWithoutKafkaAndListensOnceItCan() throws Exception {
        try (RunningService service = RunningService.start(
                database, "spring.kafka.bootstrap-servers=127.0.0.1:1", "press.issues.every=100ms")) {
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(service.get("/newsletters").statusCode()).isEqualTo(200);
        }
        String article = UUID.randomUUID().toString();
        try (RunningService service = start()) {
            // The topic is made after the start.
            ArticleLog.createTopic();
            ArticleLog.send(List.of(sent(published(article, 1, now))));
            await().atMost(PATIENCE)
                    .until(() -> service.context()
                            .getBean(Issues.class)
                            .find("every-story/" + article)
                            .isPresent());
        }
    }

    @Test
    void aStoryIsMailedOnceAndItsCorrectionToWhoeverGotIt() throws Exception {
        String article = UUID.randomUUID().toString();
        ProducerRecord<byte[], byte[]> first = sent(published(article, 1, now));
        ProducerRecord<byte[], byte[]> correction = sent(corrected(article, 2, now, now));
        ArticleLog.createTopic();
        try (TestMailServer mails = new TestMailServer();
                RunningService service = RunningService.start(
                        database, "press.issues.every=100ms", "spring.mail.port=" + mails.port())) {
            SignedUp reader = SignedUp.reader(service, mails, "[\"every-story\"]");
            reader.nextMail();
            ArticleLog.send(List.of(first));
            Taken mail = reader.nextMail();
            assertThat(mail.header("Subject")).isEqualTo("Headline 1 of " + article);
            assertThat(mail.text()).contains("Standfirst 1", "/articles/slug-of-" + article, "/newsletters");
            SignedUp later = SignedUp.reader(service, mails, "[\"every-story\"]");
            later.nextMail();

            ArticleLog.send(List.of(correction));
            Taken corrected = reader.nextMail();
            assertThat(corrected.header("Subject")).startsWith("Correction: Headline 2");
            assertThat(corrected.html()).contains("A note.", "Every story");
            ArticleLog.send(List.of(first, correction, first));

            Issues issues = service.context().getBean(Issues.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ArticleLog.lag()).isZero());
            await().atMost(PATIENCE).until(() -> issues.unfinished().isEmpty());
            assertThat(mails.mailsTo(reader.address())).hasSize(4);
            assertThat(mails.mailsTo(later.address())).hasSize(2);
        }
    }

    private RunningService start() {
        return RunningService.start(database, "press.issues.every=100ms");
    }
}
