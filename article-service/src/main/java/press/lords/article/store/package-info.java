/** How the newsroom's documents are kept: by majority, and what happens when two editors meet. */
@NullMarked
package press.lords.article.store;

import org.jspecify.annotations.NullMarked;
