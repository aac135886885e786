/** How issues reach their readers: claimed from the ledger, asked for once more, sent, and written down. */
@NullMarked
package press.lords.subscription.mailing;

import org.jspecify.annotations.NullMarked;
