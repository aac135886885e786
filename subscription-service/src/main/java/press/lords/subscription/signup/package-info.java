/** How a reader comes to be: asked for by anyone, made by whoever reads the mail. */
@NullMarked
package press.lords.subscription.signup;

import org.jspecify.annotations.NullMarked;
