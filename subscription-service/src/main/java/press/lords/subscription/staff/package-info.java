/** Those who make the paper: who they are, what they may do, and which programs act for them. */
@NullMarked
package press.lords.subscription.staff;

import org.jspecify.annotations.NullMarked;
