/** The sample edition: what it says in files, and how it reaches the press as an editor's work would. */
@NullMarked
package press.lords.platform.edition;

import org.jspecify.annotations.NullMarked;
