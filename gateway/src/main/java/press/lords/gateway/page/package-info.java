/** Pages: a frame around an article or a list, composed when something changes and served as bytes. */
@NullMarked
package press.lords.gateway.page;

import org.jspecify.annotations.NullMarked;
