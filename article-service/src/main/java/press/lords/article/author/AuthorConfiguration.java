package press.lords.article.author;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
class AuthorConfiguration {

    @Bean
    Journal authorJournal(Journals journals) {
        return journals.open(Topic.AUTHORS, Authors.COLLECTION);
    }
}
