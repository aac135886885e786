/** The token issuer: which programs there are, what they may do, and the access tokens that say so. */
@NullMarked
package press.lords.subscription.access;

import org.jspecify.annotations.NullMarked;
