/** The words of pages and mails, apart from the code. */
@NullMarked
package press.lords.subscription.template;

import org.jspecify.annotations.NullMarked;
