package press.lords.article.publishing;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.request.Precondition;
import press.lords.article.store.Contention;

/** Sets and clears when an article is to be published. The time lives in the article, so no restart forgets it. */
@Component
class ScheduleArticle {

    private final Articles articles;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    ScheduleArticle(Articles articles, Contention contention, AuditTrail audit, Clock clock) {
        this.articles = articles;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Article schedule(String id, ScheduleRequest request, Precondition precondition) {
        Instant at = request.checked(clock.instant());
        Schedule schedule = new Schedule(at, AuditTrail.actor(), null);
        return change(id, precondition, Action.ARTICLE_SCHEDULED, article -> article.with(schedule, clock.instant()));
    }

    Article unschedule(String id, Precondition precondition) {
        return change(
                id,
                precondition,
                Action.ARTICLE_UNSCHEDULED,
                article -> article.schedule() == null ? article : article.with((Schedule) null, clock.instant()));
    }

    private Article change(String id, Precondition precondition, Action action, UnaryOperator<Article> change) {
        return contention.settle(id, () -> {
            Article article = articles.find(id).orElseThrow(ArticleProblem.UnknownArticle::new);
            precondition.check(article.version());
            Article next = change.apply(article);
            if (next.equals(article)) {
                return Optional.of(article);
            }
            if (!articles.replace(next)) {
                return Optional.empty();
            }
            audit.record(action, "article/" + id, null);
            return Optional.of(next);
        });
    }
}
