/** What visitors are asked and agree to: the privacy notice, version by version, and what each chose, entry by entry. */
@NullMarked
package press.lords.subscription.consent;

import org.jspecify.annotations.NullMarked;
