package press.lords.gateway.page;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Byline;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.AuthorEvent.Profiled;
import press.lords.events.Revision;
import press.lords.gateway.page.Story.Author;
import press.lords.gateway.page.Story.Body;
import press.lords.gateway.page.Story.Correction;
import press.lords.gateway.view.Furniture;
import press.lords.gateway.view.View;

/** Articles as readers of one sort see them: of one that these may not read all of, only the preview ever gets in here. */
class Stories {

    private static final long BODIES_WEIGHT = 24L * 1024 * 1024;

    private final View view;
    private final Access readers;
    private final UnaryOperator<String> preview;

    /** By the revision's hash: sanitising is what costs most, and a new minute doesn't change it. */
    private final Cache<String, Body> bodies = Caffeine.newBuilder()
            .maximumWeight(BODIES_WEIGHT)
            .weigher((String hash, Body body) -> 200 + body.weight())
            .build();

    /** @param readers what they may read all of */
    Stories(View view, Access readers, UnaryOperator<String> preview) {
        this.view = view;
        this.readers = readers;
        this.preview = preview;
    }

    Story story(Revision<Published> revision, Story.State state, Furniture furniture) {
        Content content = revision.event().content();
        return new Story(
                revision.id(),
                content.slug(),
                revision.number(),
                state,
                content.kind(),
                content.access(),
                isWhole(content),
                content.headline(),
                content.standfirst(),
                bodies.get(revision.hash(), hash -> body(content)),
                content.authors().stream()
                        .map(byline -> author(byline, furniture))
                        .toList(),
                content.categories(),
                revision.event().publishedAt(),
                revision.at(),
                revision.hash(),
                corrections(revision));
    }

    private boolean isWhole(Content content) {
        return content.access() == Access.EVERYONE || readers == Access.SUBSCRIBERS;
    }

    private Body body(Content content) {
        return SafeHtml.body(isWhole(content) ? content.html() : preview.apply(content.html()));
    }

    private static Author author(Byline byline, Furniture furniture) {
        Revision<Profiled> profile = furniture.authors().get(byline.slug());
        return new Author(
                byline.slug(),
                byline.name(),
                profile == null ? "" : profile.event().biography());
    }

    private List<Correction> corrections(Revision<Published> revision) {
        return view.corrections(revision.id(), revision.number()).stream()
                .map(correction -> new Correction(
                        correction.at(),
                        Objects.requireNonNullElse(correction.event().note(), ""),
                        correction.number()))
                .toList();
    }
}
