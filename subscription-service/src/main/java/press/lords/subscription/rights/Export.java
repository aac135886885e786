package press.lords.subscription.rights;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.subscription.access.passkey.PasskeyView;
import press.lords.subscription.access.session.SessionView;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.KeptMail;
import press.lords.subscription.ledger.KeptIssueMail;
import press.lords.subscription.signup.NewsletterConsents;
import press.lords.subscription.staff.StaffData;

/**
 * All that is held of a reader.
 *
 * @param staff null of whoever has nothing to do with the staff
 * @param openLinks one-time links that were mailed and are not forgotten yet; they are kept as hashes, so a number is all there is to tell
 */
record Export(
        Instant exportedAt,
        Me account,
        List<NewsletterConsents.Entry> newsletterConsents,
        List<SessionView> sessions,
        List<PasskeyView> passkeys,
        List<KeptMail> mails,
        List<KeptIssueMail> newsletterMails,
        long openLinks,
        StaffData.@Nullable Held staff,
        List<AuditTrail.Entry> audit) {}
