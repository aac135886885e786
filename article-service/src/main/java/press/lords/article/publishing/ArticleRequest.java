package press.lords.article.publishing;

import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

/** An article as editors send it. What a change leaves out stays as it is; what a new article leaves out is empty, news, for everyone. */
record ArticleRequest(
        @Nullable String headline,
        @Nullable String standfirst,
        @Nullable String body,
        @Nullable Kind kind,
        @Nullable Access access,
        @Nullable List<@Nullable String> authors,
        @Nullable List<@Nullable String> categories,
        @Nullable String slug) {}
