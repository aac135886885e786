/** What all calls share: headers, limits, problems, and that nothing is open unless it is listed. */
@NullMarked
package press.lords.subscription.web;

import org.jspecify.annotations.NullMarked;
