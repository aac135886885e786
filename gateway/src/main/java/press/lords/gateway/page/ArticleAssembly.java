package press.lords.gateway.page;

import java.util.Optional;
import java.util.function.Function;

import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.ArticleEvent.Redacted;
import press.lords.events.ArticleEvent.Retracted;
import press.lords.events.Revision;
import press.lords.gateway.page.Story.State;
import press.lords.gateway.view.View;
import press.lords.gateway.view.View.Lookup.Found;
import press.lords.gateway.view.View.Lookup.Moved;
import press.lords.gateway.view.View.Lookup.Unknown;

/** Puts together the pages of one article. */
class ArticleAssembly {

    private final View view;
    private final Stories stories;

    ArticleAssembly(View view, Stories stories) {
        this.view = view;
        this.stories = stories;
    }

    Assembly assemble(PageAddress.Article address, Frame frame) {
        return lookUp(address.slug(), PageAddress.Article::new, current -> show(current, State.PUBLISHED, frame));
    }

    Assembly assemble(PageAddress.PastRevision address, Frame frame) {
        return lookUp(
                address.slug(),
                slug -> new PageAddress.PastRevision(slug, address.number()),
                current -> past(current, address.number(), frame));
    }

    private Assembly lookUp(
            String slug,
            Function<String, PageAddress> elsewhere,
            Function<Revision<? extends ArticleEvent>, Answer> found) {
        return switch (view.article(slug)) {
            case Found(var current) -> new Assembly(found.apply(current), current.id());
            case Moved(String now) ->
                new Assembly(new Answer.Moved(elsewhere.apply(now).path()), null);
            case Unknown() -> Assembly.refused(new PageProblem.ArticleUnknown());
        };
    }

    private Answer past(Revision<? extends ArticleEvent> current, int number, Frame frame) {
        Optional<Revision<Redacted>> redaction = view.redaction(current.id(), number);
        if (redaction.isPresent()) {
            return removed(redaction.get().event());
        }
        return view.revision(current.id(), number)
                .map(revision -> show(revision, state(current, number), frame))
                .orElseGet(() -> new Answer.Refused(new PageProblem.RevisionUnknown()));
    }

    private Answer show(Revision<? extends ArticleEvent> revision, State state, Frame frame) {
        return switch (revision.event()) {
            case Published published -> page(withEvent(revision, published), state, frame);
            case Retracted retracted ->
                new Answer.Refused(new PageProblem.Retracted(retracted.reason(), revision.at()));
            case Redacted redacted -> removed(redacted);
        };
    }

    private Page page(Revision<Published> revision, State state, Frame frame) {
        Story story = stories.story(revision, state, frame.furniture());
        byte[] json = PageJson.write(ArticlePage.of(frame, story));
        return new Page(json, !story.complete(), frame.until(), null);
    }

    private static Answer removed(Redacted redacted) {
        return new Answer.Refused(new PageProblem.Removed(redacted.reason(), redacted.removedHash()));
    }

    private static State state(Revision<? extends ArticleEvent> current, int number) {
        if (current.event() instanceof Retracted) {
            return State.RETRACTED;
        }
        return current.number() == number ? State.PUBLISHED : State.SUPERSEDED;
    }

    private static Revision<Published> withEvent(Revision<? extends ArticleEvent> revision, Published event) {
        return new Revision<>(
                revision.id(), revision.number(), revision.at(), revision.previous(), revision.hash(), event);
    }
}
