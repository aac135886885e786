package press.lords.article.category;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.mongodb.client.model.Filters;
import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.category.CategoryRequest.Arrangement;
import press.lords.article.request.Precondition;
import press.lords.article.store.Contention;
import press.lords.events.CategoriesEvent;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

import static com.mongodb.client.model.Updates.set;

/** Adds categories and changes them. Editors of different nodes never see each other: only the node's own version can be stale. */
@Component
class ArrangeCategories {

    private final Categories categories;
    private final Journal journal;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    ArrangeCategories(
            Categories categories, Journal categoryJournal, Contention contention, AuditTrail audit, Clock clock) {
        this.categories = categories;
        this.journal = categoryJournal;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Category create(Arrangement arrangement) {
        categories.reserve();
        return arrange(
                tree -> tree.add(arrangement.name(), arrangement.slug(), arrangement.parent()),
                tree -> tree.categories().getLast());
    }

    Category change(String slug, Arrangement arrangement, Precondition precondition) {
        if (arrangement.slug() != null && !arrangement.slug().equals(slug)) {
            throw new CategoryProblem.SlugFixed();
        }
        return arrange(
                tree -> {
                    precondition.check(tree.find(slug)
                            .orElseThrow(CategoryProblem.UnknownCategory::new)
                            .version());
                    return tree.change(slug, arrangement.name(), arrangement.parent());
                },
                tree -> tree.find(slug).orElseThrow());
    }

    private Category arrange(UnaryOperator<CategoryTree> change, Function<CategoryTree, Category> arranged) {
        return contention.settle(CategoriesEvent.ID, () -> {
            CategoryTree tree = categories.tree();
            CategoryTree next = change.apply(tree);
            if (next.equals(tree)) {
                return Optional.of(arranged.apply(tree));
            }
            return commit(next).map(committed -> recorded(committed, arranged.apply(committed)));
        });
    }

    private Optional<CategoryTree> commit(CategoryTree next) {
        RevisionRecord revision =
                journal.seal(CategoriesEvent.ID, next.revision() + 1, clock.instant(), next.hash(), next.arranged());
        return journal.commit(
                        revision, AuditTrail.actor(), Filters.empty(), set("categories", Categories.documents(next)))
                .map(Categories::read);
    }

    private Category recorded(CategoryTree tree, Category category) {
        audit.record(Action.CATEGORY_ARRANGED, "category/" + category.slug(), tree.revision());
        return category;
    }
}
