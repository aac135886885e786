/** How events travel: sealing, sending and sweeping, used by every service; consuming in groups and dead letters, ready for the first that does. */
@NullMarked
package press.lords.events.kafka;

import org.jspecify.annotations.NullMarked;
