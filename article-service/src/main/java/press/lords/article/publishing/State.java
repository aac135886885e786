package press.lords.article.publishing;

/** The one word that tells editors where an article stands. */
enum State {
    DRAFT,
    SCHEDULED,
    PUBLISHED,
    RETRACTED
}
