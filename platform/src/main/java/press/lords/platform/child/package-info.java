/** What runs inside every child process, beside the child's own program. */
@NullMarked
package press.lords.platform.child;

import org.jspecify.annotations.NullMarked;
