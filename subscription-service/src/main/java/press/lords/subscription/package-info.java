/** Who may do what, and what readers agreed to: starts the service and holds what every feature needs to start. */
@NullMarked
package press.lords.subscription;

import org.jspecify.annotations.NullMarked;
