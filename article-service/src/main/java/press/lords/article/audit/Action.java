package press.lords.article.audit;

/** What an audit entry can say was done. */
public enum Action {
    ARTICLE_DRAFTED,
    ARTICLE_CHANGED,
    ARTICLE_SCHEDULED,
    ARTICLE_UNSCHEDULED,
    ARTICLE_PUBLISHED,
    ARTICLE_RETRACTED,
    SCHEDULE_FAILED,
    AUTHOR_PROFILED,
    AUTHOR_IDENTITY_CHANGED,
    CATEGORY_ARRANGED,
    SITE_FURNISHED
}
