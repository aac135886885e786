/** Newsletters: which issues there are, what stands in them, who is to get them. */
@NullMarked
package press.lords.subscription.newsletter;

import org.jspecify.annotations.NullMarked;
