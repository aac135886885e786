package press.lords.subscription.consent;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

/** Opens the notices' journal and issues the configured notice before the service says that it is ready. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Journal notices(Journals journals) {
        return journals.open(Topic.NOTICES, NoticeHeads.COLLECTION);
    }

    @Bean
    ApplicationRunner noticeInForce(IssueNotice issueNotice, NoticeSettings notice) {
        return _ -> issueNotice.issueConfigured(notice.wording());
    }
}
