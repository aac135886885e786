package press.lords.article.publishing;

import press.lords.events.Position;

/**
 * What publishing and retracting answer.
 *
 * @param position a page request may wait for it
 * @param page where the gateway shows it
 */
record PublicationView(String id, String slug, int version, int revision, String position, String page) {

    static PublicationView of(Article article) {
        String slug = switch (article.standing()) {
            case Standing.Unpublished u -> article.draft().slug();
            case Standing.Published p -> p.slug();
            case Standing.Retracted r -> r.slug();
        };
        return new PublicationView(
                article.id(),
                slug,
                article.version(),
                article.revision(),
                new Position(article.id(), article.revision()).encoded(),
                "/api/pages/articles/" + slug);
    }
}
