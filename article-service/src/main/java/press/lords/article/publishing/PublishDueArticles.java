package press.lords.article.publishing;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    static final int LOOKS = 3;

    private final Articles articles;
    private final PublishArticle publishArticle;
    private final AuditTrail audit;
    private final Clock clock;

    /** How often each has failed since it last didn't; one thread at a time is here. */
    private final Map<String, Integer> failures = new HashMap<>();

    PublishDueArticles(Articles articles, PublishArticle publishArticle, AuditTrail audit, Clock clock) {
        this.articles = articles;
        this.publishArticle = publishArticle;
        this.audit = audit;
        this.clock = clock;
    }

    void run() {
        try {
            List<String> due = articles.due(clock.instant(), BATCH);
            failures.keySet().retainAll(due);
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
            if (failed(id) == 1) {
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
            // Perhaps it was this process that stood still, and not the text that took so long.
            if (failed(due.id()) < LOOKS) {
                log.warn("article {} is due and took too long to render; it is tried again", due.id());
            } else {
                fail(due, schedule, "too-complex");
            }
        }
    }

    private int failed(String id) {
        return failures.merge(id, 1, Integer::sum);
    }

    /** Shown to editors and not tried again: the same draft would fail for ever. */
    private void fail(Article due, Schedule schedule, String failure) {
        Schedule failed = new Schedule(schedule.at(), schedule.by(), failure);
        if (articles.replace(due.with(failed, clock.instant()))) {
            audit.record(schedule.by(), Action.SCHEDULE_FAILED, "article/" + due.id(), null);
        }
    }
}
