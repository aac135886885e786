package press.lords.subscription.consent;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

/** Opens the consents' journal: a chain for each visitor. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    Journal consents(Journals journals) {
        return journals.open(Topic.CONSENTS, Visitors.COLLECTION);
    }
}
