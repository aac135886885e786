/** What readers are asked and agree to: the privacy notice, version by version. */
@NullMarked
package press.lords.subscription.consent;

import org.jspecify.annotations.NullMarked;
