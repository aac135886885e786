/** What means the same in every editor's request: fields, slugs, preconditions, cursors. */
@NullMarked
package press.lords.article.request;

import org.jspecify.annotations.NullMarked;
