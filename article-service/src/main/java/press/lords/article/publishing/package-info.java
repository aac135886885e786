/** Articles: drafts, publication, correction, retraction, schedule. */
@NullMarked
package press.lords.article.publishing;

import org.jspecify.annotations.NullMarked;
