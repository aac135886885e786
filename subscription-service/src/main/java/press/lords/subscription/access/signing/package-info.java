/** The keys that sign access tokens: made here, kept sealed in the database, shared by all instances, followed by the next in time. */
@NullMarked
package press.lords.subscription.access.signing;

import org.jspecify.annotations.NullMarked;
