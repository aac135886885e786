/** Keeps secrets readable only with the operator's encryption key. */
@NullMarked
package press.lords.subscription.vault;

import org.jspecify.annotations.NullMarked;
