package press.lords.subscription.signup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
class SignupConfiguration {

    @Bean
    Journal subscriberJournal(Journals journals) {
        return journals.open(Topic.SUBSCRIBERS, Subscribers.COLLECTION);
    }
}
