/** The category tree: one thing with one history, so it can't have a cycle. */
@NullMarked
package press.lords.article.category;

import org.jspecify.annotations.NullMarked;
