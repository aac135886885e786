/** How a reader signs in with a device in place of a mail. */
@NullMarked
package press.lords.subscription.access.passkey;

import org.jspecify.annotations.NullMarked;
