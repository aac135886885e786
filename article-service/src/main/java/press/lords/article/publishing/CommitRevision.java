package press.lords.article.publishing;

import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import press.lords.events.ArticleEvent;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

/** Makes an event the article's next revision, by one conditional update of its one document. */
@Component
class CommitRevision {

    private final Journal journal;

    CommitRevision(Journal articleJournal) {
        this.journal = articleJournal;
    }

    /** The article with its new revision; empty when it is no longer at this version. */
    Optional<Article> commit(Article article, ArticleEvent event, String by, Instant at) {
        RevisionRecord revision = journal.seal(article.id(), article.revision() + 1, at, article.hash(), event);
        Article next = article.after(event, revision.number(), revision.hash(), at);
        return journal.commit(revision, by, Articles.guard(next), Articles.change(next))
                .map(ArticleDocument::read);
    }
}
