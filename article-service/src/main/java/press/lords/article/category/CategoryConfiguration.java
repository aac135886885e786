package press.lords.article.category;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
class CategoryConfiguration {

    @Bean
    Journal categoryJournal(Journals journals) {
        return journals.open(Topic.CATEGORIES, Categories.COLLECTION);
    }
}
