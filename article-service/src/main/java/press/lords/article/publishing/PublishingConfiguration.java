package press.lords.article.publishing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import press.lords.events.Topic;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.Journals;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(DraftLimits.class)
class PublishingConfiguration {

    @Bean
    Journal articleJournal(Journals journals) {
        return journals.open(Topic.ARTICLES, Articles.COLLECTION);
    }

    /** Instances look at the schedule at their own moments: the interval, give or take a quarter. */
    @Bean
    SchedulingConfigurer dueArticles(
            PublishDueArticles publishDueArticles, @Value("${press.schedule.poll-interval}") Duration interval) {
        long millis = interval.toMillis();
        return tasks -> tasks.addTriggerTask(publishDueArticles::run, context -> {
            Instant last = context.lastCompletion();
            long wait = ThreadLocalRandom.current().nextLong(millis * 3 / 4, millis * 5 / 4 + 1);
            return (last == null ? context.getClock().instant() : last).plusMillis(wait);
        });
    }
}
