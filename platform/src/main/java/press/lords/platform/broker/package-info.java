/** The embedded default for a broker: one real Kafka node. */
@NullMarked
package press.lords.platform.broker;

import org.jspecify.annotations.NullMarked;
