/** Who exported and erased what and when, for ever. */
@NullMarked
package press.lords.subscription.audit;

import org.jspecify.annotations.NullMarked;
