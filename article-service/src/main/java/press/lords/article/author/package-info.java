/** Author profiles, and the real identities behind them that never leave the newsroom. */
@NullMarked
package press.lords.article.author;

import org.jspecify.annotations.NullMarked;
