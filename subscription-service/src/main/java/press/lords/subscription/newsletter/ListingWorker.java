package press.lords.subscription.newsletter;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.Worker;
import press.lords.subscription.newsletter.Issues.Underway;

/**
 * Makes the digest when it is due and lists the readers of issues, page by page in turn, so that a long one doesn't keep the others waiting. What is
 * listed stands in the ledger; the {@code SendingWorker} of {@code mailing} goes on from there.
 */
@Component
class ListingWorker extends Worker {

    private final MakeDigest makeDigest;
    private final Issues issues;
    private final ListReaders listReaders;

    ListingWorker(MakeDigest makeDigest, Issues issues, ListReaders listReaders, IssueSettings settings) {
        super(settings.every());
        this.makeDigest = makeDigest;
        this.issues = issues;
        this.listReaders = listReaders;
    }

    @Override
    protected void work() {
        makeDigest.ifDue();
        List<RuntimeException> failures = new ArrayList<>();
        boolean more;
        do {
            more = false;
            for (Underway underway : issues.listing()) {
                more |= !isStopping() && page(underway, failures);
            }
        } while (more && !isStopping());
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** One issue that can't be listed now is none of the others' trouble. */
    private boolean page(Underway underway, List<RuntimeException> failures) {
        try {
            return listReaders.page(underway);
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }
}
