package press.lords.gateway.page;

/** All that is on a page, whatever its form. */
sealed interface PageRecord permits ArticlePage, ListPage {}
