package press.lords.article.category;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Slugs;
import press.lords.events.CategoriesEvent;

/**
 * All categories at one revision; a change gives the next tree.
 *
 * @param categories parents before their children
 */
record CategoryTree(int revision, @Nullable String hash, List<Category> categories) {

    static final int MAX_CATEGORIES = 1_000;

    Optional<Category> find(String slug) {
        return categories.stream().filter(c -> c.slug().equals(slug)).findFirst();
    }

    /** The tree with one more category, its last. */
    CategoryTree add(String name, @Nullable String slug, @Nullable String parent) {
        if (categories.size() >= MAX_CATEGORIES) {
            throw new CategoryProblem.TreeFull();
        }
        requireParent(parent);
        if (slug != null && find(slug).isPresent()) {
            throw new CategoryProblem.SlugTaken();
        }
        List<Category> next = new ArrayList<>(categories);
        next.add(new Category(slug == null ? freeSlug(name) : slug, name, parent, 1));
        return with(next);
    }

    /** The tree with another name of a category, or another place for it and all below it. */
    CategoryTree change(String slug, String name, @Nullable String parent) {
        Category category = find(slug).orElseThrow(CategoryProblem.UnknownCategory::new);
        requireParent(parent);
        for (String above = parent; above != null; above = parentOf(above)) {
            if (above.equals(slug)) {
                throw new CategoryProblem.Cycle();
            }
        }
        if (category.name().equals(name) && Objects.equals(category.parent(), parent)) {
            return this;
        }
        List<Category> next = new ArrayList<>(categories);
        next.set(categories.indexOf(category), new Category(slug, name, parent, category.version() + 1));
        return with(parentsFirst(next));
    }

    CategoriesEvent.Arranged arranged() {
        return new CategoriesEvent.Arranged(categories.stream()
                .map(c -> new CategoriesEvent.Category(c.slug(), c.name(), c.parent()))
                .toList());
    }

    private CategoryTree with(List<Category> next) {
        return new CategoryTree(revision, hash, List.copyOf(next));
    }

    private void requireParent(@Nullable String parent) {
        if (parent != null && find(parent).isEmpty()) {
            throw new CategoryProblem.UnknownParent();
        }
    }

    private @Nullable String parentOf(String slug) {
        return find(slug).map(Category::parent).orElse(null);
    }

    private String freeSlug(String name) {
        String derived = Slugs.derivedFrom(name, "category");
        int n = 1;
        while (find(Slugs.numbered(derived, n)).isPresent()) {
            n++;
        }
        return Slugs.numbered(derived, n);
    }

    private static List<Category> parentsFirst(List<Category> categories) {
        Map<@Nullable String, List<Category>> children = new HashMap<>();
        categories.forEach(c ->
                children.computeIfAbsent(c.parent(), p -> new ArrayList<>()).add(c));
        List<Category> ordered = new ArrayList<>(children.getOrDefault(null, List.of()));
        for (int i = 0; i < ordered.size(); i++) {
            ordered.addAll(children.getOrDefault(ordered.get(i).slug(), List.of()));
        }
        return ordered;
    }
}
