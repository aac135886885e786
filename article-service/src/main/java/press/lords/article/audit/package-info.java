/** Who did what and when, for ever. */
@NullMarked
package press.lords.article.audit;

import org.jspecify.annotations.NullMarked;
