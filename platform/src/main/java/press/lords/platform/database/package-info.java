/** The embedded default for a database: MongoDB-compatible, not MongoDB. */
@NullMarked
package press.lords.platform.database;

import org.jspecify.annotations.NullMarked;
