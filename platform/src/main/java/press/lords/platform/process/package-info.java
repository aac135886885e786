/** Child processes that are kept running: started, watched, started again, ended in order. */
@NullMarked
package press.lords.platform.process;

import org.jspecify.annotations.NullMarked;
