/** What a reader may do with what we hold: see, change, take away, erase; and what time erases by itself. */
@NullMarked
package press.lords.subscription.rights;

import org.jspecify.annotations.NullMarked;
