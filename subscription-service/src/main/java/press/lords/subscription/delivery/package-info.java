/**
 * Mails on their way: letters to one reader, from the moment they are owed until the mail server has them; and the connections that they, and
 * newsletters, go out over.
 */
@NullMarked
package press.lords.subscription.delivery;

import org.jspecify.annotations.NullMarked;
