package press.lords.subscription.consent;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;
import press.lords.events.kafka.RevisionRecord;

/** What a browser's visitor agrees to, and how that came about. Reading writes nothing down, not even that somebody came. */
@Service
class ReadConsent {

    private final Notices notices;
    private final Visitors visitors;

    ReadConsent(Notices notices, Visitors visitors) {
        this.notices = notices;
        this.visitors = visitors;
    }

    Notice notice() {
        return notices.inForce();
    }

    Standing standing(Browser browser) {
        Notice notice = notices.inForce();
        Optional<Choice> answering =
                visitor(browser).flatMap(Visitor::choice).filter(choice -> answers(choice, notice));
        return Standing.of(notice, answering, browser.gpc());
    }

    Optional<Visitor> visitor(Browser browser) {
        return browser.secret().map(VisitorSecret::visitorId).flatMap(visitors::find);
    }

    /** Every choice of the visitor, the first one first. */
    List<RevisionRecord> history(Visitor visitor) {
        return visitors.history(visitor);
    }

    private boolean answers(Choice choice, Notice notice) {
        String agreedTo = choice.recorded().noticeHash();
        return agreedTo.equals(notice.hash())
                || notices.withHash(agreedTo).filter(notice::asksTheSameAs).isPresent();
    }
}
