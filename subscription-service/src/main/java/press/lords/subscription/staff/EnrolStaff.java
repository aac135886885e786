package press.lords.subscription.staff;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
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
    private final ForgetWaysIn forgetWaysIn;
    private final TellStaff tellStaff;
    private final AuditTrail audit;
    private final SiteSettings site;
    private final Clock clock;
    /** Of what is no invitation, so that nobody keeps the invited from following theirs; their codes have a limit of their own. */
    private final RequestLimit misses;

    EnrolStaff(
            StaffRegister register,
            SecondFactors secondFactors,
            OpenAccount openAccount,
            Subscribers subscribers,
            ForgetWaysIn forgetWaysIn,
            TellStaff tellStaff,
            AuditTrail audit,
            SiteSettings site,
            StaffSettings settings,
            RequestLimits limits,
            Clock clock) {
        this.register = register;
        this.secondFactors = secondFactors;
        this.openAccount = openAccount;
        this.subscribers = subscribers;
        this.forgetWaysIn = forgetWaysIn;
        this.tellStaff = tellStaff;
        this.audit = audit;
        this.site = site;
        this.clock = clock;
        this.misses = limits.perMinute("no-invitation", settings.perNetwork(), settings.inAll());
    }

    /** @param secret in base 32, for who can't use the URI */
    record Secret(String uri, String secret) {

        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /**
     * What the authenticator needs, new each time: of any number who read the mail only who asked last can go on, and the others notice. Whoever
     * asks has read it, so the address is confirmed.
     */
    Secret begin(@Nullable String token, String caller) {
        String hash = hash(token);
        Member invited = invited(hash, caller);
        SecondFactors.Known known = secondFactors.known(invited.id());
        // Again, after looking: a newer invitation may have its secret by now, and then this one isn't in the register
        // any more.
        invited(hash, caller);
        EmailAddress address = openAccount
                .confirm(invited.id())
                .flatMap(subscribers::addressOf)
                .orElseThrow(StaffProblem.InvitationInvalid::new);
        byte[] secret =
                secondFactors.prepare(invited.id(), known, hash).orElseThrow(StaffProblem.InvitationInvalid::new);
        return new Secret(Totp.uri(secret, site.name(), address.text()), Totp.base32(secret));
    }

    Member finish(@Nullable String token, String totp, String caller) {
        String hash = hash(token);
        String id = invited(hash, caller).id();
        if (!hash.equals(secondFactors.known(id).invitation())
                || secondFactors.redeem(id, totp) != SecondFactors.Tried.RIGHT) {
            throw new StaffProblem.CodeRefused();
        }
        // What is left of an earlier time on the staff, and sessions without a second factor, end before this one
        // begins.
        forgetWaysIn.of(id);
        tellStaff.ofEnrolling(id, hash);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Register enrolled = register.change(staff -> staff.activating(id, hash, now));
        audit.record(Action.STAFF_ENROLLED, id);
        return enrolled.find(id).orElseThrow(StaffProblem.InvitationInvalid::new);
    }

    private static String hash(@Nullable String token) {
        if (token == null) {
            throw new RequestProblem.InvalidFields("token", "must not be missing");
        }
        return Secrets.hash(token);
    }

    private Member invited(String hash, String caller) {
        Optional<Member> invited =
                register.read().invitedBy(hash, clock.instant()).filter(this::isStillAtTheAddress);
        if (invited.isEmpty()) {
            misses.count(caller);
        }
        return invited.orElseThrow(StaffProblem.InvitationInvalid::new);
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
