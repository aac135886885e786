package press.lords.article.site;

import java.time.Clock;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import org.springframework.stereotype.Component;
import press.lords.article.audit.Action;
import press.lords.article.audit.AuditTrail;
import press.lords.article.request.Precondition;
import press.lords.article.store.Contention;
import press.lords.events.SiteEvent;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;

import static com.mongodb.client.model.Updates.set;

/** Changes the site's furniture. */
@Component
class FurnishSite {

    private final Sites sites;
    private final Journal journal;
    private final Contention contention;
    private final AuditTrail audit;
    private final Clock clock;

    FurnishSite(Sites sites, Journal siteJournal, Contention contention, AuditTrail audit, Clock clock) {
        this.sites = sites;
        this.journal = siteJournal;
        this.contention = contention;
        this.audit = audit;
        this.clock = clock;
    }

    Site furnish(Furnished furniture, Precondition precondition) {
        sites.reserve();
        return contention.settle(SiteEvent.ID, () -> {
            Site site = sites.current();
            precondition.check(site.revision());
            return site.revision() > 0 && site.furniture().equals(furniture)
                    ? Optional.of(site)
                    : commit(site, furniture);
        });
    }

    private Optional<Site> commit(Site site, Furnished furniture) {
        RevisionRecord next = journal.seal(SiteEvent.ID, site.revision() + 1, clock.instant(), site.hash(), furniture);
        Optional<Site> furnished = journal.commit(
                        next, AuditTrail.actor(), Filters.empty(), set("furniture", Sites.document(furniture)))
                .map(Sites::read);
        furnished.ifPresent(f -> audit.record(Action.SITE_FURNISHED, "site", f.revision()));
        return furnished;
    }
}
