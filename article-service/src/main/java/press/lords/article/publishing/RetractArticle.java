package press.lords.article.publishing;

import java.time.Clock;

import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.request.Precondition;
import press.lords.article.store.Contention;

/** Takes an article back: a marker with the reason stays in its place, and the history stays. */
@Component
class RetractArticle {

    private final Articles articles;
    private final CommitRevision commitRevision;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    RetractArticle(
            Articles articles, CommitRevision commitRevision, Contention contention, AuditTrail audit, Clock clock) {
        this.articles = articles;
        this.commitRevision = commitRevision;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Article retract(String id, String reason, Precondition precondition) {
        Article retracted = contention.settle(id, () -> {
            Article article = articles.find(id).orElseThrow(ArticleProblem.UnknownArticle::new);
            precondition.check(article.version());
            return commitRevision.commit(article, article.retract(reason), AuditTrail.actor(), clock.instant());
        });
        audit.record(Action.ARTICLE_RETRACTED, "article/" + id, retracted.revision());
        return retracted;
    }
}
