/** What editors write, as readers see it: CommonMark and front matter, safe and bounded. */
@NullMarked
package press.lords.article.markdown;

import org.jspecify.annotations.NullMarked;
