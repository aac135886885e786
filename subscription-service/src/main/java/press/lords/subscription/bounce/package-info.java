/** Reports that come back of newsletters: that one didn't arrive, RFC 3464, or that its reader complained, RFC 5965. */
@NullMarked
package press.lords.subscription.bounce;

import org.jspecify.annotations.NullMarked;
