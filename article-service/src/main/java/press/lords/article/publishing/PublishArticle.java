package press.lords.article.publishing;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.request.Precondition;
import press.lords.article.store.Contention;
import press.lords.events.ArticleEvent;

/** Publishes a draft as the article's next revision. */
@Component
class PublishArticle {

    private final Articles articles;
    private final ContentRendering rendering;
    private final CommitRevision commitRevision;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    PublishArticle(
            Articles articles,
            ContentRendering rendering,
            CommitRevision commitRevision,
            Contention contention,
            AuditTrail audit,
            Clock clock) {
        this.articles = articles;
        this.rendering = rendering;
        this.commitRevision = commitRevision;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    /** Publishes at an editor's request. What readers already see stays the revision that it is, unless there is a note or a schedule to settle. */
    Article publish(String id, PublicationRequest publication, Precondition precondition) {
        return contention.settle(id, () -> {
            Article article = articles.find(id).orElseThrow(ArticleProblem.UnknownArticle::new);
            precondition.check(article.version());
            if (article.isAsPublished() && publication.note() == null && article.schedule() == null) {
                return Optional.of(article);
            }
            // Empty when another edit came first: then it is read and tried again.
            return commit(article, publication, AuditTrail.actor());
        });
    }

    /** Publishes what was scheduled; empty when another instance did, or an editor thought better of it. */
    Optional<Article> publish(Article due, Schedule schedule) {
        return commit(due, PublicationRequest.PLAIN, schedule.by());
    }

    private Optional<Article> commit(Article article, PublicationRequest publication, String actor) {
        Instant at = clock.instant();
        ArticleEvent.Published event = article.publish(publication, rendering.render(article.draft()), at);
        Optional<Article> published = commitRevision.commit(article, event, actor, at);
        published.ifPresent(p -> audit.record(actor, Action.ARTICLE_PUBLISHED, "article/" + p.id(), p.revision()));
        return published;
    }
}
