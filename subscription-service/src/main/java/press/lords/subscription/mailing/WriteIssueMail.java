package press.lords.subscription.mailing;

import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.delivery.OutgoingMail;
import press.lords.subscription.ledger.Claimed;
import press.lords.subscription.mailing.Fence.Addressed;
import press.lords.subscription.newsletter.Issue;
import press.lords.subscription.newsletter.IssueText;
import press.lords.subscription.newsletter.IssueText.ReaderLinks;
import press.lords.subscription.newsletter.IssueText.Written;
import press.lords.subscription.signup.UnsubscribeLinks;

/** Writes a reader's mail of an issue, with the headers that let mail programs end it by one click, RFC 8058, and file it, RFC 2919. */
@Component
class WriteIssueMail {

    private static final int KEPT_EDITIONS = 100;

    private final IssueText issueText;
    private final UnsubscribeLinks unsubscribeLinks;
    private final SiteSettings site;
    private final Cache<Edition, Written> written =
            Caffeine.newBuilder().maximumSize(KEPT_EDITIONS).build();

    WriteIssueMail(IssueText issueText, UnsubscribeLinks unsubscribeLinks, SiteSettings site) {
        this.issueText = issueText;
        this.unsubscribeLinks = unsubscribeLinks;
        this.site = site;
    }

    private record Edition(String issue, int number) {}

    OutgoingMail write(Issue issue, Addressed addressed) {
        Claimed row = addressed.row();
        String token = unsubscribeLinks.token(row.subscriber(), row.newsletter());
        ReaderLinks links = new ReaderLinks(row.newsletter(), site.link("/unsubscribe/" + token));
        Written words = written.get(new Edition(issue.id(), issue.edition()), _ -> issueText.of(issue));
        Map<String, String> headers = Map.of(
                "List-Unsubscribe", "<" + site.link("/api/unsubscribe/" + token) + ">",
                "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
                "List-Id", "<" + row.newsletter() + "." + site.host() + ">",
                "Precedence", "bulk",
                "Auto-Submitted", "auto-generated");
        return new OutgoingMail(
                row.row(), addressed.to().text(), words.subject(), words.text(links), words.html(links), headers);
    }
}
