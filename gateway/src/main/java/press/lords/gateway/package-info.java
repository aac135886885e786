/** The gateway: whole pages for readers from its own view of the press, all other calls routed to their owners. */
@NullMarked
package press.lords.gateway;

import org.jspecify.annotations.NullMarked;
