/** The gateway's own view of the press: what the events told it, on its own disk, hot parts in memory. */
@NullMarked
package press.lords.gateway.view;

import org.jspecify.annotations.NullMarked;
