package press.lords.subscription.mailing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.LedgerCounts;
import press.lords.subscription.newsletter.IssueOverview;
import press.lords.subscription.newsletter.IssueOverview.Line;

/** For operators, on the management port: the latest issues, how their mails stand, and whether every reader of them is accounted for. */
@Component
@Endpoint(id = "newsletters")
class NewslettersEndpoint {

    private static final int SHOWN = 50;

    private final IssueOverview overview;
    private final Ledger ledger;

    NewslettersEndpoint(IssueOverview overview, Ledger ledger) {
        this.overview = overview;
        this.ledger = ledger;
    }

    @ReadOperation
    Overview latest() {
        return new Overview(overview.latest(SHOWN).stream().map(this::view).toList());
    }

    record Overview(List<IssueView> issues) {}

    /**
     * @param listed how many readers it was listed for, null while it is being listed
     * @param accountedFor whether each of them is in exactly one of the counts; null while it is being listed
     */
    record IssueView(
            String issue,
            String state,
            int edition,
            Instant createdAt,
            @Nullable Long listed,
            LedgerCounts counts,
            @Nullable Boolean accountedFor) {}

    private IssueView view(Line line) {
        LedgerCounts counts = ledger.counts(line.issue());
        Long listed = line.listed();
        return new IssueView(
                line.issue(),
                line.state().name().toLowerCase(Locale.ROOT),
                line.edition(),
                line.createdAt(),
                listed,
                counts,
                listed == null ? null : counts.accountFor(listed));
    }
}
