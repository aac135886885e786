/** Who asks: readers' sessions, checked here alone by the issuer's keys and by what became of them since. */
@NullMarked
package press.lords.gateway.access;

import org.jspecify.annotations.NullMarked;
