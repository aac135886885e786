/** How events travel: sealing, sending, sweeping, consuming, dead letters; written once and used by every service. */
@NullMarked
package press.lords.events.kafka;

import org.jspecify.annotations.NullMarked;
