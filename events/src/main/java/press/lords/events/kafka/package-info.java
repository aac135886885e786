/** How events travel: sealing, sending and sweeping, used by every service; consuming in groups, and dead letters. */
@NullMarked
package press.lords.events.kafka;

import org.jspecify.annotations.NullMarked;
