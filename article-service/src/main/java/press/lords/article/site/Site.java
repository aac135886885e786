package press.lords.article.site;

import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Newsletter;

/**
 * The site's furniture at one revision, which is its version too. Before the first it is empty.
 */
record Site(int revision, @Nullable String hash, Furnished furniture) {

    static final Site EMPTY = new Site(0, null, new Furnished(List.of(), List.of(), new Newsletter("", ""), ""));
}
