/** What is wrong with a request, whatever it is about. */
@NullMarked
package press.lords.subscription.request;

import org.jspecify.annotations.NullMarked;
