/** Asks a provider for the weather at the paper's places, and publishes what it says. */
@NullMarked
package press.lords.weather;

import org.jspecify.annotations.NullMarked;
