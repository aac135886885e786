/** What every answer of the gateway shares: the fast front, security headers, problems. */
@NullMarked
package press.lords.gateway.web;

import org.jspecify.annotations.NullMarked;
