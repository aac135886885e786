/** What is known of the weather at a place: polled by one instance at a time, kept, and published when readers should know. */
@NullMarked
package press.lords.weather.observation;

import org.jspecify.annotations.NullMarked;
