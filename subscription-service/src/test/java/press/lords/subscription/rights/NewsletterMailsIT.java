package press.lords.subscription.rights;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.ledger.KeptIssueMail;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.LedgerCounts;
import press.lords.subscription.newsletter.MadeIssues;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

class NewsletterMailsIT {

    private TestMailServer mails;
    private RunningService service;
    private MadeIssues issues;
    private Ledger ledger;

    @BeforeEach
    void start() {
        TestBroker.empty();
        mails = new TestMailServer();
        service = RunningService.start(TestDatabase.name(), "spring.mail.port=" + mails.port());
        issues = new MadeIssues(service);
        ledger = service.context().getBean(Ledger.class);
    }

    @AfterEach
    void stop() {
        service.close();
        mails.close();
    }

    @Test
    void areInTheExportAndStayAccountedForAfterTheErasure() {
        Tokens tokens = SignedUp.reader(service, mails, "[\"every-story\"]").signIn();
        String id = export(tokens).at("/account/subscriber").asString();
        issues.make("every-story/one", List.of(id));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> issues.state("every-story/one").equals("FINISHED"));
        JsonNode mail = export(tokens).at("/newsletterMails/0");
        assertThat(mail.get("issue").asString()).isEqualTo("every-story/one");
        assertThat(mail.get("newsletter").asString()).isEqualTo("every-story");
        assertThat(mail.get("state").asString()).isEqualTo("SENT");
        issues.list("every-story/two", List.of(id));

        JsonNode receipt = service.json(service.call("DELETE", "/api/me", "", tokens.bearer()));

        assertThat(receipt.get("kept").toString()).contains("newsletter-mails", "names nobody any more");
        assertThat(ledger.of(id))
                .extracting(KeptIssueMail::state, KeptIssueMail::reason)
                .containsExactly(tuple("SENT", null), tuple("SUPPRESSED", "erased"));
        assertThat(ledger.counts("every-story/one")).isEqualTo(new LedgerCounts(1, 0, 1, 0, 0, 0, 0));
        assertThat(ledger.counts("every-story/two")).isEqualTo(new LedgerCounts(1, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void areForgottenInTime() {
        issues.list("every-story/one", List.of("a reader"));

        assertThat(ledger.forgetBefore(Clock.systemUTC().instant().minus(Duration.ofDays(90))))
                .isZero();
        assertThat(ledger.forgetBefore(Clock.systemUTC().instant().plusSeconds(1)))
                .isEqualTo(1);
        assertThat(ledger.of("a reader")).isEmpty();
    }

    private JsonNode export(Tokens tokens) {
        return service.json(service.call("GET", "/api/me/export", "", tokens.bearer()));
    }
}
