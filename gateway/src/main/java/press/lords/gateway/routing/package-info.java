/** Routes to the services: header hygiene, body limit, time-outs. */
@NullMarked
package press.lords.gateway.routing;

import org.jspecify.annotations.NullMarked;
