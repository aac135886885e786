package press.lords.article.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    @Bean
    Journal siteJournal(Journals journals) {
        return journals.open(Topic.SITE, Sites.COLLECTION);
    }
}
