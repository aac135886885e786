/** What all endpoints share: problems, strict JSON, who may call, how much may be sent. */
@NullMarked
package press.lords.article.web;

import org.jspecify.annotations.NullMarked;
