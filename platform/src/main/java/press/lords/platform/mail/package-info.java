/** A sink for the mails of a press that is only tried out: nothing leaves the machine, everything can be read. */
@NullMarked
package press.lords.platform.mail;

import org.jspecify.annotations.NullMarked;
