/** Runs the whole press on one machine: finds its parts, starts them in order, keeps them running, ends them. */
@NullMarked
package press.lords.platform;

import org.jspecify.annotations.NullMarked;
