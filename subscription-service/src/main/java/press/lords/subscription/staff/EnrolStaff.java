package press.lords.subscription.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.access.session.EndSession;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.OpenAccount;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * Makes whoever follows an invitation one of the staff: first an authenticator gets its secret, then a code of it proves that it has it. Each
 * step may be done again until the last is done.
 */
@Service
class EnrolStaff {

    private final StaffRegister register;
    private final SecondFactors secondFactors;
    private final OpenAccount openAccount;
    private final Subscribers subscribers;
    private final ManageClients clients;
    private final EndSession endSession;
    private final AuditTrail audit;
    private final SiteSettings site;
    private final Clock clock;
    private final RequestLimit limit;

    EnrolStaff(
            StaffRegister register,
            SecondFactors secondFactors,
            OpenAccount openAccount,
            Subscribers subscribers,
            ManageClients clients,
            EndSession endSession,
            AuditTrail audit,
            SiteSettings site,
            StaffSettings settings,
            Clock clock) {
        this.register = register;
        this.secondFactors = secondFactors;
        this.openAccount = openAccount;
        this.subscribers = subscribers;
        this.clients = clients;
        this.endSession = endSession;
        this.audit = audit;
        this.site = site;
        this.clock = clock;
        this.limit = new RequestLimit(settings.perNetwork(), settings.inAll(), Duration.ofMinutes(1));
    }

    /** @param secret in base 32, for who can't use the URI */
    record Secret(String uri, String secret) {

        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /** What the authenticator needs, the same however often it is asked for. Whoever asks has read the mail, so the address is confirmed. */
    Secret begin(@Nullable String token, String caller) {
        String hash = hash(token, caller);
        Member invited = invited(hash);
        SecondFactors.Known known = secondFactors.known(invited.id());
        // Again, after looking: a newer invitation may have its secret by now, and then this one isn't in the register
        // any more.
        invited(hash);
        EmailAddress address = openAccount
                .confirm(invited.id())
                .flatMap(subscribers::addressOf)
                .orElseThrow(StaffProblem.InvitationInvalid::new);
        byte[] secret =
                secondFactors.prepare(invited.id(), known, hash).orElseThrow(StaffProblem.InvitationInvalid::new);
        return new Secret(Totp.uri(secret, site.name(), address.text()), Totp.base32(secret));
    }

    Member finish(@Nullable String token, String totp, String caller) {
        String hash = hash(token, caller);
        Member invited = invited(hash);
        String id = invited.id();
        if (!hash.equals(secondFactors.known(id).invitation()) || !secondFactors.redeem(id, totp)) {
            throw new StaffProblem.CodeRefused();
        }
        // What is left of an earlier time on the staff, and sessions without a second factor, end before this one
        // begins.
        clients.revokeAll(id, id);
        endSession.endAll(id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Register enrolled = register.change(staff -> staff.activating(id, hash, now));
        audit.record(Action.STAFF_ENROLLED, id);
        return enrolled.find(id).orElseThrow(StaffProblem.InvitationInvalid::new);
    }

    private String hash(@Nullable String token, String caller) {
        if (token == null) {
            throw new RequestProblem.InvalidFields("token", "must not be missing");
        }
        limit.count(caller);
        return Secrets.hash(token);
    }

    private Member invited(String hash) {
        Optional<Member> invited = register.read().invitedBy(hash, clock.instant());
        return invited.filter(this::isStillAtTheAddress).orElseThrow(StaffProblem.InvitationInvalid::new);
    }

    private boolean isStillAtTheAddress(Member member) {
        Invitation invitation = member.invitation();
        return invitation != null
                && subscribers
                        .find(member.id())
                        .map(Subscriber::mailbox)
                        .filter(invitation.mailbox()::equals)
                        .isPresent();
    }
}
