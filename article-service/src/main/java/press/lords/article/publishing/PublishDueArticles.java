package press.lords.article.publishing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.markdown.MarkdownProblem;
import press.lords.events.kafka.RevisionTooLarge;

/**
 * Publishes every article whose time has come. Any number of instances may do so at once: the commit that publishes also clears the
 * schedule, so the first one wins and the others find nothing.
 */
@Component
class PublishDueArticles {

    private static final Logger log = LoggerFactory.getLogger(PublishDueArticles.class);
    private static final int BATCH = 1_000;

    private final Articles articles;
    private final PublishArticle publishArticle;
    private final AuditTrail audit;
    private final Clock clock;

    /** Told once; one thread at a time is here. */
    private final Set<String> failing = new HashSet<>();

    PublishDueArticles(Articles articles, PublishArticle publishArticle, AuditTrail audit, Clock clock) {
        this.articles = articles;
        this.publishArticle = publishArticle;
        this.audit = audit;
        this.clock = clock;
    }

    void run() {
        try {
            List<String> due = articles.due(clock.instant(), BATCH);
            failing.retainAll(due);
            due.forEach(this::look);
        } catch (MongoException e) {
            log.warn("no look at the schedule, next one soon: {}", e.getClass().getSimpleName());
        }
    }

    private void look(String id) {
        try {
            Article article = articles.find(id).orElseThrow();
            Schedule schedule = article.schedule();
            if (schedule != null && schedule.isDue(clock.instant())) {
                publish(article, schedule);
            }
        } catch (MongoTimeoutException | MongoSocketException e) {
            throw e; // the others would wait as long
        } catch (RuntimeException e) {
            if (failing.add(id)) {
                log.error("article {} is due and can't be published; it is tried again at each look", id, e);
            }
        }
    }

    private void publish(Article due, Schedule schedule) {
        try {
            publishArticle.publish(due, schedule);
        } catch (RevisionTooLarge | MarkdownProblem.TooLarge e) {
            fail(due, schedule, "too-large");
        } catch (MarkdownProblem.TooComplex e) {
            fail(due, schedule, "too-complex");
        }
    }

    /** Shown to editors and not tried again: the same draft would fail for ever. */
    private void fail(Article due, Schedule schedule, String failure) {
        Schedule failed = new Schedule(schedule.at(), schedule.by(), failure);
        if (articles.replace(due.with(failed, clock.instant().truncatedTo(ChronoUnit.MILLIS)))) {
            audit.record(schedule.by(), Action.SCHEDULE_FAILED, "article/" + due.id(), null);
        }
    }
}
