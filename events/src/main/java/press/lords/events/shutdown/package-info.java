/** How every service stops. */
@NullMarked
package press.lords.events.shutdown;

import org.jspecify.annotations.NullMarked;
