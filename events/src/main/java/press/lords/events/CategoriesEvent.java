package press.lords.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What readers can see happen to the category tree. The tree is one thing, so it can't have a cycle. */
public sealed interface CategoriesEvent extends Event {

    /** The id of the one tree. */
    String ID = "categories";

    /** The whole tree from this revision on, parents before their children; at most 1,000 nodes. */
    record Arranged(List<Category> categories) implements CategoriesEvent {}

    /** @param parent slug of the category above, null at the top */
    record Category(String slug, String name, @Nullable String parent) {}
}
