/** Mails to one reader, from the moment they are owed until the mail server has them. */
@NullMarked
package press.lords.subscription.delivery;

import org.jspecify.annotations.NullMarked;
