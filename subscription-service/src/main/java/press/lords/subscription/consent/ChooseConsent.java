package press.lords.subscription.consent;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.events.ConsentEvent.How;
import press.lords.events.ConsentEvent.Recorded;
import press.lords.subscription.request.Contention;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;

/** Writes a visitor's choice down as the next entry of the visitor's chain. */
@Service
class ChooseConsent {

    private static final int LOCKS = 64;

    private final Notices notices;
    private final Visitors visitors;
    private final ConsentSettings settings;
    private final RequestLimit grants;
    private final RequestLimit newVisitors;
    private final Clock clock;

    /** Choices of one visitor at one instance queue, so only instances race; the commit is what makes it right. */
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    ChooseConsent(Notices notices, Visitors visitors, ConsentSettings settings, RequestLimits limits, Clock clock) {
        this.notices = notices;
        this.visitors = visitors;
        this.settings = settings;
        this.grants = limits.perMinute("consent-grant", settings.grantsPerNetwork(), settings.grants());
        this.newVisitors = limits.perMinute("new-visitor", settings.newVisitorsPerNetwork(), settings.newVisitors());
        this.clock = clock;
    }

    /**
     * Takes a choice and answers what its visitor is known by from now on.
     *
     * @param wanted by purpose; what isn't named is off
     * @param shown the version of the notice that the visitor read, if the caller says it
     */
    VisitorSecret choose(Browser browser, Map<String, @Nullable Boolean> wanted, @Nullable String shown) {
        Notice notice = notices.inForce();
        if (shown != null && !shown.equals(notice.version())) {
            throw new ConsentProblem.NoticeChanged();
        }
        Map<String, Boolean> purposes = notice.choice(wanted);
        How how = how(notice, purposes, browser.gpc() && wanted.isEmpty());
        if (notice.allowed(purposes) > 0) {
            // Each may be one more entry that is kept for years.
            grants.count(browser.address());
        }
        Choice choice = choice(notice, purposes, how, browser);
        VisitorSecret secret = browser.secret().filter(this::isKnown).orElseGet(() -> newVisitor(browser));
        settle(secret.visitorId(), visitor -> next(visitor, choice, notice));
        return secret;
    }

    /** Takes back all that was allowed; where nothing was, nothing is to be written down. */
    void withdraw(Browser browser) {
        Notice notice = notices.inForce();
        Choice withdrawal = choice(notice, notice.onlyTheNecessary(), How.WITHDRAW, browser);
        browser.secret()
                .filter(this::isKnown)
                .ifPresent(secret -> settle(
                        secret.visitorId(),
                        visitor -> allowsAnything(visitor) ? Optional.of(withdrawal) : Optional.empty()));
    }

    private boolean isKnown(VisitorSecret secret) {
        return visitors.find(secret.visitorId()).isPresent();
    }

    private static How how(Notice notice, Map<String, Boolean> purposes, boolean saidByBrowser) {
        if (notice.allowed(purposes) == 0) {
            return saidByBrowser ? How.GPC : How.REFUSE;
        }
        return notice.isAllAllowed(purposes) ? How.ACCEPT : How.CUSTOMISE;
    }

    private Choice choice(Notice notice, Map<String, Boolean> purposes, How how, Browser browser) {
        return new Choice(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new Recorded(notice.version(), notice.hash(), purposes, how, browser.locale()),
                browser.gpc());
    }

    private VisitorSecret newVisitor(Browser browser) {
        newVisitors.count(browser.address());
        VisitorSecret secret = VisitorSecret.random();
        visitors.begin(secret.visitorId(), clock.instant());
        return secret;
    }

    /** The entry to be written next; none when it is written already. */
    private Optional<Choice> next(Visitor visitor, Choice choice, Notice notice) {
        if (visitor.choice().filter(choice::isTheSameActAs).isPresent()) {
            return Optional.empty();
        }
        if (visitor.entries() >= settings.maxEntries()) {
            if (notice.allowed(choice.purposes()) > 0) {
                throw new ConsentProblem.TooManyChoices();
            }
            return allowsAnything(visitor) ? Optional.of(choice) : Optional.empty();
        }
        return Optional.of(choice);
    }

    /** Judged by the notice that the choice was made on. */
    private boolean allowsAnything(Visitor visitor) {
        return visitor.choice()
                .filter(choice -> notices.withHash(choice.recorded().noticeHash())
                        .map(notice -> notice.allowed(choice.purposes()) > 0)
                        .orElse(true))
                .isPresent();
    }

    private void settle(String id, Function<Visitor, Optional<Choice>> decide) {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            Contention.settle(() -> {
                Visitor visitor = visitors.find(id).orElseThrow(RequestProblem.Contended::new);
                Optional<Choice> next = decide.apply(visitor);
                return next.isEmpty() || visitors.isAppended(visitor, next.get())
                        ? Optional.of(visitor)
                        : Optional.empty();
            });
        } finally {
            lock.unlock();
        }
    }
}
