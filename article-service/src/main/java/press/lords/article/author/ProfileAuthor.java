package press.lords.article.author;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.author.AuthorRequest.Profile;
import press.lords.article.request.Precondition;
import press.lords.article.request.Slugs;
import press.lords.article.store.Contention;
import press.lords.events.AuthorEvent;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

/** Opens an author's profile and changes it. */
@Component
class ProfileAuthor {

    private static final int MAX_NAMESAKES = 1_000;

    private final Authors authors;
    private final Journal journal;
    private final IdentityVault vault;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    ProfileAuthor(
            Authors authors,
            Journal authorJournal,
            IdentityVault vault,
            Contention contention,
            AuditTrail audit,
            Clock clock) {
        this.authors = authors;
        this.journal = authorJournal;
        this.vault = vault;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Author create(Profile profile) {
        if (profile.slug() != null) {
            return create(profile.slug(), profile).orElseThrow(AuthorProblem.SlugTaken::new);
        }
        String derived = Slugs.derivedFrom(profile.name(), "author");
        for (int n = 1; n <= MAX_NAMESAKES; n++) {
            Optional<Author> created = create(Slugs.numbered(derived, n), profile);
            if (created.isPresent()) {
                return created.get();
            }
        }
        throw new AuthorProblem.SlugTaken();
    }

    Author change(String slug, Profile profile, Precondition precondition) {
        if (profile.slug() != null && !profile.slug().equals(slug)) {
            throw new AuthorProblem.SlugFixed();
        }
        return contention.settle(slug, () -> {
            Author author = authors.find(slug).orElseThrow(AuthorProblem.UnknownAuthor::new);
            precondition.check(author.version());
            return author.reads(profile) ? changeIdentity(author, profile.identity()) : commit(author, profile);
        });
    }

    private Optional<Author> create(String slug, Profile profile) {
        if (authors.find(slug).isPresent()) {
            return Optional.empty();
        }
        authors.reserve(slug);
        return commit(new Author(slug, 0, 0, null, "", ""), profile);
    }

    private Optional<Author> changeIdentity(Author author, @Nullable String identity) {
        if (identity == null) {
            return Optional.of(author);
        }
        Bson change = combine(inc("version", 1), set("identity", vault.seal(author.slug(), identity)));
        if (!authors.change(author, change)) {
            return Optional.empty();
        }
        audit.record(Action.AUTHOR_IDENTITY_CHANGED, "author/" + author.slug(), null);
        return authors.find(author.slug());
    }

    private Optional<Author> commit(Author author, Profile profile) {
        RevisionRecord next = journal.seal(
                author.slug(),
                author.revision() + 1,
                clock.instant(),
                author.hash(),
                new AuthorEvent.Profiled(profile.name(), profile.biography()));
        List<Bson> change = new ArrayList<>(
                List.of(inc("version", 1), set("name", profile.name()), set("biography", profile.biography())));
        if (profile.identity() != null) {
            change.add(set("identity", vault.seal(author.slug(), profile.identity())));
        }
        Bson guard = author.revision() == 0 ? exists("version", false) : eq("version", author.version());
        Optional<Author> committed =
                journal.commit(next, AuditTrail.actor(), guard, combine(change)).map(Authors::read);
        committed.ifPresent(c -> {
            audit.record(Action.AUTHOR_PROFILED, "author/" + c.slug(), c.revision());
            if (profile.identity() != null) {
                audit.record(Action.AUTHOR_IDENTITY_CHANGED, "author/" + c.slug(), null);
            }
        });
        return committed;
    }
}
