/** Those who are asked for the weather: each answer is read strictly and believed only when it is plausible. */
@NullMarked
package press.lords.weather.provider;

import org.jspecify.annotations.NullMarked;
