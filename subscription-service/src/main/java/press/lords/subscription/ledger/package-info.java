/** Who is to get which issue of a newsletter, and what became of it: one row for each issue and reader. */
@NullMarked
package press.lords.subscription.ledger;

import org.jspecify.annotations.NullMarked;
