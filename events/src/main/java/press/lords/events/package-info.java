/** The language of the press: what can happen, as the services tell it to each other. Only {@code java} and JSpecify here. */
@NullMarked
package press.lords.events;

import org.jspecify.annotations.NullMarked;
