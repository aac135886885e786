package press.lords.article.publishing;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import press.lords.article.publishing.PublicationRequest.PublicationKind;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArticleTests {

    private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T08:00:00Z");

    private final Article drafted = Article.drafted("a1", aDraft("bells", "Ring."), FIRST);
    private final Article published = publish(drafted, false, null, FIRST);
    private final Article retracted = published.after(published.retract("Wrong bells."), 2, "h2", LATER);

    @Test
    void theFirstPublicationGivesItItsDate() {
        assertThat(change(drafted, false)).isEqualTo(Change.PUBLICATION);
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.version()).isEqualTo(2);
        assertThat(drafted.publish(PublicationRequest.PLAIN, content(drafted), FIRST)
                        .publishedAt())
                .isEqualTo(FIRST);
        assertThat(published
                        .publish(PublicationRequest.PLAIN, content(drafted), LATER)
                        .publishedAt())
                .isEqualTo(FIRST);
    }

    @Test
    void whatHappenedBeforeNamesTheChange() {
        assertThat(change(published, false)).isEqualTo(Change.UPDATE);
        assertThat(change(published, true)).isEqualTo(Change.CORRECTION);
        assertThat(change(retracted, false)).isEqualTo(Change.REPUBLICATION);
    }

    @Test
    void onlyACorrectionThatAsksForItIsMailed() {
        Content content = content(published);

        assertThat(published.publish(said(true, "note", true), content, LATER).notifyReaders())
                .isTrue();
        assertThat(published.publish(said(true, "note", false), content, LATER).notifyReaders())
                .isNull();
        assertThat(published.publish(said(false, "note", null), content, LATER).notifyReaders())
                .isNull();
    }

    @Test
    void onlyWhatReadersSeeCanBeCorrectedOrRetracted() {
        assertThatExceptionOfType(ArticleProblem.NothingToCorrect.class).isThrownBy(() -> change(drafted, true));
        assertThatExceptionOfType(ArticleProblem.NothingToCorrect.class).isThrownBy(() -> change(retracted, true));
        assertThatExceptionOfType(ArticleProblem.NotPublished.class).isThrownBy(() -> drafted.retract("Why not."));
        assertThatExceptionOfType(ArticleProblem.NotPublished.class).isThrownBy(() -> retracted.retract("Twice."));
    }

    @Test
    void knowsWhetherReadersSeeThisDraft() {
        Article edited = published.with(aDraft("bells", "Ring again."), LATER);

        assertThat(published.isAsPublished()).isTrue();
        assertThat(edited.isAsPublished()).isFalse();
        assertThat(edited.with(aDraft("bells", "Ring."), LATER).isAsPublished()).isTrue();
        assertThat(retracted.isAsPublished()).isFalse();
    }

    @Test
    void keepsEveryAddressThatItEverHad() {
        Article moved = publish(published.with(aDraft("new-bells", "Ring."), LATER), false, null, LATER);

        assertThat(moved.publishedSlugs()).containsExactly("bells", "new-bells");
        assertThat(moved.with(aDraft("third", "Ring."), LATER).slugs()).containsExactly("bells", "new-bells", "third");
        assertThat(drafted.with(aDraft("else", "Ring."), LATER).slugs()).containsExactly("else");
    }

    @Test
    void aNewAddressTakesEffectWithThePublication() {
        Article moving = published.with(aDraft("new-bells", "Ring."), LATER);

        assertThat(moving.retract("Wrong.").slug()).isEqualTo("bells");
    }

    @Test
    void aScheduleShowsUntilItIsUsedOrFails() {
        Article scheduled = drafted.with(new Schedule(LATER, "ada", null), FIRST);

        assertThat(scheduled.state()).isEqualTo(State.SCHEDULED);
        assertThat(scheduled
                        .with(new Schedule(LATER, "ada", "too-large"), LATER)
                        .state())
                .isEqualTo(State.DRAFT);
        assertThat(publish(scheduled, false, null, LATER).schedule()).isNull();
    }

    private static PublicationRequest said(boolean correction, @Nullable String note, @Nullable Boolean notifyReaders) {
        PublicationKind kind = correction ? PublicationKind.CORRECTION : null;
        return new PublicationRequest(note, kind, notifyReaders);
    }

    private static Change change(Article article, boolean correction) {
        return article.publish(said(correction, "note", null), content(article), LATER)
                .change();
    }

    private static Article publish(Article article, boolean correction, @Nullable String note, Instant at) {
        ArticleEvent event = article.publish(said(correction, note, null), content(article), at);
        return article.after(event, article.revision() + 1, "h" + (article.revision() + 1), at);
    }

    private static Content content(Article article) {
        Draft draft = article.draft();
        return new Content(
                draft.slug(),
                draft.kind(),
                draft.access(),
                draft.headline(),
                draft.standfirst(),
                draft.body(),
                "",
                List.of(),
                List.of());
    }

    private static Draft aDraft(String slug, String body) {
        return new Draft("Bells", "", body, Kind.NEWS, Access.EVERYONE, List.of(), List.of(), slug);
    }
}
