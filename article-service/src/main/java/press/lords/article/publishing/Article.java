package press.lords.article.publishing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Content;

/**
 * An article at one version. What is done to it gives the next version, or the event that readers will see.
 *
 * @param version counts every change: the editors' optimistic lock
 * @param revision counts what readers saw: the newsroom's number, 0 before the first publication
 * @param hash of that revision
 * @param publishedSlugs every address that it ever had
 */
record Article(
        String id,
        int version,
        int revision,
        @Nullable String hash,
        Draft draft,
        Standing standing,
        @Nullable Schedule schedule,
        List<String> publishedSlugs,
        Instant updatedAt) {

    static Article drafted(String id, Draft draft, Instant at) {
        return new Article(id, 1, 0, null, draft, new Standing.Unpublished(), null, List.of(), at);
    }

    State state() {
        if (schedule != null && schedule.isWaiting()) {
            return State.SCHEDULED;
        }
        return switch (standing) {
            case Standing.Unpublished u -> State.DRAFT;
            case Standing.Published p -> State.PUBLISHED;
            case Standing.Retracted r -> State.RETRACTED;
        };
    }

    /** Whether readers see exactly this draft. */
    boolean isAsPublished() {
        return standing instanceof Standing.Published published
                && published.draftDigest().equals(draft.digest());
    }

    /** Every address that leads here or will: no other article may have one of them. */
    List<String> slugs() {
        List<String> slugs = new ArrayList<>(publishedSlugs);
        if (!slugs.contains(draft.slug())) {
            slugs.add(draft.slug());
        }
        return slugs;
    }

    ArticleEvent.Published publish(PublicationRequest publication, Content content, Instant at) {
        boolean correction = publication.isCorrection();
        String note = publication.note();
        return switch (standing) {
            case Standing.Unpublished u when correction -> throw new ArticleProblem.NothingToCorrect();
            case Standing.Unpublished u -> new ArticleEvent.Published(Change.PUBLICATION, note, at, content);
            case Standing.Published p ->
                new ArticleEvent.Published(
                        correction ? Change.CORRECTION : Change.UPDATE,
                        note,
                        p.publishedAt(),
                        content,
                        publication.notifies() ? true : null);
            case Standing.Retracted r when correction -> throw new ArticleProblem.NothingToCorrect();
            case Standing.Retracted r ->
                new ArticleEvent.Published(Change.REPUBLICATION, note, r.publishedAt(), content);
        };
    }

    ArticleEvent.Retracted retract(String reason) {
        if (standing instanceof Standing.Published published) {
            return new ArticleEvent.Retracted(published.slug(), reason, published.publishedAt());
        }
        throw new ArticleProblem.NotPublished();
    }

    /** The article after a revision was committed: nothing is scheduled any more. */
    Article after(ArticleEvent event, int number, String revisionHash, Instant at) {
        Standing next = switch (event) {
            case ArticleEvent.Published p -> new Standing.Published(p.publishedAt(), p.slug(), draft.digest());
            case ArticleEvent.Retracted r -> new Standing.Retracted(r.publishedAt(), r.slug());
            case ArticleEvent.Redacted r -> standing;
        };
        List<String> slugs = new ArrayList<>(publishedSlugs);
        if (!slugs.contains(event.slug())) {
            slugs.add(event.slug());
        }
        return new Article(id, version + 1, number, revisionHash, draft, next, null, List.copyOf(slugs), at);
    }

    Article with(Draft next, Instant at) {
        return new Article(id, version + 1, revision, hash, next, standing, schedule, publishedSlugs, at);
    }

    Article with(@Nullable Schedule next, Instant at) {
        return new Article(id, version + 1, revision, hash, draft, standing, next, publishedSlugs, at);
    }
}
