package press.lords.article.category;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CategoryTreeTests {

    private final CategoryTree tree = new CategoryTree(0, null, List.of())
            .add("World", null, null)
            .add("Europe", null, "world")
            .add("Denmark", null, "europe");

    @Test
    void derivesASlugThatIsFree() {
        CategoryTree next = tree.add("Europe", null, null);

        assertThat(next.categories().getLast().slug()).isEqualTo("europe-2");
    }

    @Test
    void refusesASlugThatIsTaken() {
        assertThatExceptionOfType(CategoryProblem.SlugTaken.class).isThrownBy(() -> tree.add("Else", "europe", null));
    }

    @Test
    void refusesAParentThatIsNotThere() {
        assertThatExceptionOfType(CategoryProblem.UnknownParent.class).isThrownBy(() -> tree.add("Else", null, "mars"));
        assertThatExceptionOfType(CategoryProblem.UnknownParent.class)
                .isThrownBy(() -> tree.change("europe", "Europe", "mars"));
    }

    @Test
    void refusesToPutACategoryBelowItself() {
        assertThatExceptionOfType(CategoryProblem.Cycle.class)
                .isThrownBy(() -> tree.change("world", "World", "denmark"));
        assertThatExceptionOfType(CategoryProblem.Cycle.class).isThrownBy(() -> tree.change("world", "World", "world"));
    }

    @Test
    void keepsParentsBeforeTheirChildren() {
        CategoryTree next =
                tree.add("Top", null, null).change("world", "World", "top").change("europe", "Europe", "top");

        List<String> seen = new ArrayList<>();
        for (Category category : next.categories()) {
            assertThat(category.parent() == null || seen.contains(category.parent()))
                    .isTrue();
            seen.add(category.slug());
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void aChangeTouchesOneVersionOnly() {
        CategoryTree next = tree.change("europe", "Europa", "world");

        assertThat(next.find("europe").orElseThrow().version()).isEqualTo(2);
        assertThat(next.find("world").orElseThrow().version()).isEqualTo(1);
        assertThat(next.change("europe", "Europa", "world")).isEqualTo(next);
    }

    @Test
    void holdsAThousandAndNoMore() {
        CategoryTree full = tree;
        while (full.categories().size() < CategoryTree.MAX_CATEGORIES) {
            full = full.add("c", "c-" + full.categories().size(), null);
        }
        CategoryTree last = full;

        assertThatExceptionOfType(CategoryProblem.TreeFull.class).isThrownBy(() -> last.add("One more", null, null));
    }
}
