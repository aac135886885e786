package press.lords.article.category;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree.
 *
 * @param parent slug of the category above, null at the top
 * @param version counts the changes of this node alone
 */
record Category(String slug, String name, @Nullable String parent, int version) {}
