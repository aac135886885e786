package press.lords.gateway.page;

import java.util.Optional;
import java.util.function.Function;

import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
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
    private final PageForms forms;

    ArticleAssembly(View view, Stories stories, PageForms forms) {
        this.view = view;
        this.stories = stories;
        this.forms = forms;
    }

    Assembly assemble(PageAddress.Article address, Frame frame) {
        return lookUp(
                address.slug(),
                slug -> new PageAddress.Article(address.form(), slug),
                current -> show(address, current, State.PUBLISHED, frame));
    }

    Assembly assemble(PageAddress.PastRevision address, Frame frame) {
        return lookUp(
                address.slug(),
                slug -> new PageAddress.PastRevision(address.form(), slug, address.number()),
                current -> past(address, current, frame));
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

    private Answer past(PageAddress.PastRevision address, Revision<? extends ArticleEvent> current, Frame frame) {
        int number = address.number();
        Optional<Revision<Redacted>> redaction = view.redaction(current.id(), number);
        if (redaction.isPresent()) {
            return removed(redaction.get().event());
        }
        return view.revision(current.id(), number)
                .map(revision -> show(address, revision, state(current, number), frame))
                .orElseGet(() -> new Answer.Refused(new PageProblem.RevisionUnknown()));
    }

    private Answer show(PageAddress address, Revision<? extends ArticleEvent> revision, State state, Frame frame) {
        return switch (revision.event()) {
            case Published published -> page(address, withEvent(revision, published), state, frame);
            case Retracted retracted ->
                new Answer.Refused(new PageProblem.Retracted(
                        retracted.slug(), retracted.reason(), revision.at(), revision.number()));
            case Redacted redacted -> removed(redacted);
        };
    }

    private Page page(PageAddress address, Revision<Published> revision, State state, Frame frame) {
        Story story = stories.story(revision, state, frame.furniture());
        return forms.page(address, ArticlePage.of(frame, story), frame, story.access() == Access.SUBSCRIBERS, null);
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
