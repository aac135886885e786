/** The newsroom's service: from a draft to a revision in the journal. */
@NullMarked
package press.lords.article;

import org.jspecify.annotations.NullMarked;
