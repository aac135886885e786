/** The site's furniture: sponsors, follow links, newsletter and footer texts. */
@NullMarked
package press.lords.article.site;

import org.jspecify.annotations.NullMarked;
