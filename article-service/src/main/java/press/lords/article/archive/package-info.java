/** What was published, read back from the journal. */
@NullMarked
package press.lords.article.archive;

import org.jspecify.annotations.NullMarked;
