package press.lords.subscription.delivery;

import java.time.Duration;
import jakarta.mail.util.StreamProvider;

import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import press.lords.subscription.StartRefused;

/** The way to the mail server, and what operators see of it. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final String TIMEOUT = "PRESS_MAIL_TIMEOUT_MILLIS";

    /** A factory object, not its name: Jakarta Mail would look a class of ours up by reflection, and only a public one. */
    @Bean
    InitializingBean promptConnections(JavaMailSenderImpl sender) {
        return () -> sender.getJavaMailProperties().put("mail.smtp.socketFactory", new PromptSockets());
    }

    /** Jakarta Mail looks for this class in every jar, several times for each mail, unless it is named: that was a quarter of what a newsletter cost. */
    @Bean
    InitializingBean knownStreams() {
        return () -> System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    /** What is bounded below is read for this protocol alone: by another one the mail server may take for ever, and TLS goes by other settings. */
    @Bean
    InitializingBean onlySmtp(JavaMailSenderImpl sender) {
        return () -> {
            if (!MailConnections.PROTOCOL.equals(sender.getProtocol())) {
                throw new StartRefused(
                        "Mails go out by SMTP, not by " + sender.getProtocol() + ".",
                        "Leave spring.mail.protocol as it is. PRESS_MAIL_TLS=true makes STARTTLS a must; for a port that speaks TLS from the "
                                + "beginning set spring.mail.properties.mail.smtp.ssl.enable=true.");
            }
        };
    }

    /** Or a mail could never be begun: its end isn't told while the answer may outlast its lease. */
    @Bean
    InitializingBean leaseForAllAnswers(JavaMailSenderImpl sender, MailSettings settings) {
        return () -> {
            bounded(sender, "connectiontimeout", "PRESS_MAIL_CONNECT_TIMEOUT_MILLIS");
            bounded(sender, "writetimeout", TIMEOUT);
            Duration lastAnswer = bounded(sender, "timeout", TIMEOUT).multipliedBy(MailConnection.PATIENCE_AT_THE_END);
            if (settings.lease().compareTo(lastAnswer.multipliedBy(2)) < 0) {
                throw new StartRefused(
                        "The lease of mails (%s) is shorter than twice what the mail server may take at a mail's end (%s)."
                                .formatted(settings.lease(), lastAnswer),
                        "Set PRESS_MAIL_LEASE to a longer time, or " + TIMEOUT + " to a shorter one.");
            }
        };
    }

    /** Jakarta Mail takes 0, less, and none at all for however long it takes, which outlasts any lease. */
    private static Duration bounded(JavaMailSenderImpl sender, String timeout, String setting) {
        long millis = Long.parseLong(sender.getJavaMailProperties().getProperty("mail.smtp." + timeout, "0"));
        if (millis <= 0) {
            throw new StartRefused(
                    "The mail server may take for ever: mail.smtp.%s is %d.".formatted(timeout, millis),
                    "Set %s to how many milliseconds it may take.".formatted(setting));
        }
        return Duration.ofMillis(millis);
    }

    /** One is enough: they are sent one after the other. */
    @Bean
    MailConnections letterConnections(JavaMailSenderImpl sender, MailSettings settings) {
        return new MailConnections(sender, 1, settings.mailsPerConnection(), settings.spare());
    }

    @Bean
    MailConnections newsletterConnections(JavaMailSenderImpl sender, MailSettings settings) {
        return new MailConnections(sender, settings.connections(), settings.mailsPerConnection(), settings.spare());
    }

    /** Reports, never decides: a mail server that is away keeps nobody from signing up. */
    @Bean
    HealthIndicator mailsHealthIndicator(Outbox outbox) {
        return () -> {
            MailCounts counts = outbox.counts();
            return Health.up()
                    .withDetail("open", counts.open())
                    .withDetail("sent", counts.sent())
                    .withDetail("failed", counts.failed())
                    .withDetail("unclear", counts.unclear())
                    .build();
        };
    }
}
