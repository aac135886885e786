/** How a reader signs in, stays signed in and signs out. */
@NullMarked
package press.lords.subscription.access.session;

import org.jspecify.annotations.NullMarked;
