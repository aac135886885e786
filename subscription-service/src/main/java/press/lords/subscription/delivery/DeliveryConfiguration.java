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

    /** Or a mail could never be begun: its end isn't told while the answer may outlast its lease. */
    @Bean
    InitializingBean leaseForAllAnswers(JavaMailSenderImpl sender, MailSettings settings) {
        return () -> {
            String timeout = sender.getJavaMailProperties().getProperty("mail.smtp.timeout", "0");
            Duration lastAnswer = Duration.ofMillis(Long.parseLong(timeout) * MailConnection.PATIENCE_AT_THE_END);
            if (settings.lease().compareTo(lastAnswer.multipliedBy(2)) < 0) {
                throw new StartRefused(
                        "The lease of mails (%s) is shorter than twice what the mail server may take at a mail's end (%s)."
                                .formatted(settings.lease(), lastAnswer),
                        "Set PRESS_MAIL_LEASE to a longer time, or PRESS_MAIL_TIMEOUT_MILLIS to a shorter one.");
            }
        };
    }

    /** One is enough: they are sent one after the other. */
    @Bean
    MailConnections letterConnections(JavaMailSenderImpl sender, MailSettings settings) {
        return new MailConnections(sender, 1, settings.mailsPerConnection());
    }

    @Bean
    MailConnections newsletterConnections(JavaMailSenderImpl sender, MailSettings settings) {
        return new MailConnections(sender, settings.connections(), settings.mailsPerConnection());
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
