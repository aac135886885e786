package press.lords.article.publishing;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.request.Precondition;
import press.lords.article.request.RequestProblem;
import press.lords.article.request.Slugs;
import press.lords.article.store.Contention;

/** Opens drafts and changes them. Readers see nothing of it. */
@Component
class EditDrafts {

    private static final int MAX_ATTEMPTS = 20;
    private static final int NUMBERED_ATTEMPTS = 15;

    private final Articles articles;
    private final DraftCheck check;
    private final DraftLimits limits;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    EditDrafts(
            Articles articles,
            DraftCheck check,
            DraftLimits limits,
            Contention contention,
            AuditTrail audit,
            Clock clock) {
        this.articles = articles;
        this.check = check;
        this.limits = limits;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Article open(ArticleRequest request) {
        Draft draft = check.checked(request, "");
        Article article = draft.slug().isEmpty() ? insertWithDerivedSlug(draft) : insert(draft);
        audit.record(Action.ARTICLE_DRAFTED, "article/" + article.id(), null);
        return article;
    }

    Article change(String id, ArticleRequest request, Precondition precondition) {
        Article changed = contention.settle(id, () -> {
            Article article = articles.find(id).orElseThrow(ArticleProblem.UnknownArticle::new);
            precondition.check(article.version());
            Article next = article.with(check.checked(request, article.draft()), clock.instant());
            if (next.slugs().size() > limits.slugs()) {
                throw new ArticleProblem.TooManySlugs();
            }
            return articles.replace(next) ? Optional.of(next) : Optional.empty();
        });
        audit.record(Action.ARTICLE_CHANGED, "article/" + id, null);
        return changed;
    }

    private Article insertWithDerivedSlug(Draft draft) {
        String derived = Slugs.derivedFrom(draft.headline(), "article");
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return insert(withSlug(draft, attempt < NUMBERED_ATTEMPTS ? freeSlug(derived) : anySlug(derived)));
            } catch (ArticleProblem.SlugTaken e) {
                // Another editor took it since we looked; the next look sees that.
            }
        }
        throw new RequestProblem.Contended();
    }

    private String freeSlug(String derived) {
        Set<String> taken = articles.slugsLike(Slugs.stem(derived));
        int n = 1;
        while (taken.contains(Slugs.numbered(derived, n))) {
            n++;
        }
        return Slugs.numbered(derived, n);
    }

    /** Of a name with more namesakes than are looked at. */
    private static String anySlug(String derived) {
        return Slugs.numbered(derived, ThreadLocalRandom.current().nextInt(1_000_000, 1_000_000_000));
    }

    private Article insert(Draft draft) {
        Article article = Article.drafted(ObjectId.get().toHexString(), draft, clock.instant());
        articles.insert(article);
        return article;
    }

    private static Draft withSlug(Draft draft, String slug) {
        return new Draft(
                draft.headline(),
                draft.standfirst(),
                draft.body(),
                draft.kind(),
                draft.access(),
                draft.authors(),
                draft.categories(),
                slug);
    }
}
