/** What we rely on of MongoDB and of Kafka, as tests for whatever stands in their place. ADR 21 lists it. */
@NullMarked
package press.lords.events.contract;

import org.jspecify.annotations.NullMarked;
