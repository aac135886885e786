package press.lords.subscription.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.delivery.Letter;
import press.lords.subscription.delivery.OweMail;
import press.lords.subscription.delivery.OwedMail;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.MailedAddresses;
import press.lords.subscription.signup.OpenAccount;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.Subscribe;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/** Invites someone to the staff, by a mail whose link only whoever reads there gets. */
@Service
class InviteStaff {

    private static final String CONFIGURATION = "configuration";
    private static final Duration DAY = Duration.ofDays(1);
    /** Invitations of one account; a mailbox is nobody's to fill. */
    private static final int IN_A_DAY = 3;

    private final StaffRegister register;
    private final OpenAccount openAccount;
    private final Subscribers subscribers;
    private final MailedAddresses mailedAddresses;
    private final OweMail oweMail;
    private final AuditTrail audit;
    private final StaffSettings settings;
    private final Clock clock;
    private final RequestLimit limit;

    InviteStaff(
            StaffRegister register,
            OpenAccount openAccount,
            Subscribers subscribers,
            MailedAddresses mailedAddresses,
            OweMail oweMail,
            AuditTrail audit,
            StaffSettings settings,
            RequestLimits limits,
            Clock clock) {
        this.register = register;
        this.openAccount = openAccount;
        this.subscribers = subscribers;
        this.mailedAddresses = mailedAddresses;
        this.oweMail = oweMail;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.limit = limits.perMinute("invitation", settings.perNetwork(), settings.inAll());
    }

    Member invite(@Nullable String email, @Nullable List<@Nullable Role> roles, String invitedBy, String caller) {
        EmailAddress address = Subscribe.address(email);
        Set<Role> checked = checked(roles);
        limit.count(caller);
        return invite(address, checked, invitedBy);
    }

    /** Does nothing while there is an admin who can sign in, or one is invited by a mail that is on its way. */
    void inviteFirstAdmin(EmailAddress address) {
        Register now = register.read();
        boolean isInvited = subscribers
                .find(address)
                .flatMap(account -> now.find(account.id()))
                .filter(member -> !member.hasLapsed(clock.instant()))
                .map(Member::invitation)
                .filter(invitation -> oweMail.isOwed(mail(invitation)))
                .isPresent();
        // Who is an admin by the register and can't sign in invites nobody.
        boolean hasAdmin = subscribers.find(now.admins()).stream().anyMatch(Subscriber::isActive);
        if (!hasAdmin && !isInvited) {
            invite(address, Set.of(Role.ADMIN), CONFIGURATION);
        }
    }

    private Member invite(EmailAddress address, Set<Role> roles, String invitedBy) {
        Subscriber account = openAccount.at(address);
        if (account.state() == Subscriber.State.SUSPENDED) {
            throw new RequestProblem.InvalidFields("email", "is of an account that is suspended");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String token = Secrets.token();
        String mailbox = Objects.requireNonNullElseGet(account.mailbox(), () -> subscribers.mailbox(address));
        Invitation invitation = new Invitation(Secrets.hash(token), mailbox, now.plus(settings.invitedFor()));
        Member invited = Member.invited(account.id(), roles, invitation, now);
        // To the address as we have it: its spelling is its owner's.
        EmailAddress to = subscribers.addressOf(account).orElse(address);
        register.read().inviting(invited);
        countMail(account, to, invitedBy.equals(CONFIGURATION) ? CONFIGURATION : mail(invitation));
        subscribers.keepForAnswer(account.id());
        register.change(staff -> staff.inviting(invited));
        oweMail.owe(new OwedMail(
                mail(invitation),
                account.id(),
                Letter.STAFF_INVITATION,
                invitation.until(),
                to.text(),
                Map.of("token", token)));
        audit.record(Action.STAFF_INVITED, account.id(), invitedBy);
        return invited;
    }

    /** @param reason the same for the same mail: whoever is invited by configuration, and died before the mail was owed, is invited again */
    private void countMail(Subscriber account, EmailAddress to, String reason) {
        if (account.isActive()) {
            Instant now = clock.instant();
            List<Instant> lately = audit.since(now.minus(DAY), Action.STAFF_INVITED, account.id());
            if (lately.size() >= IN_A_DAY) {
                Instant next = lately.get(lately.size() - IN_A_DAY).plus(DAY);
                throw new RequestProblem.TooMany(Duration.between(now, next));
            }
        } else if (!mailedAddresses.count(to, reason)) {
            throw new RequestProblem.TooMany(MailedAddresses.APART);
        }
    }

    static Set<Role> checked(@Nullable List<@Nullable Role> roles) {
        if (roles == null || roles.isEmpty()) {
            throw new RequestProblem.InvalidFields("roles", "must name at least one role");
        }
        Set<Role> checked = new HashSet<>();
        for (Role role : roles) {
            if (role == null) {
                throw new RequestProblem.InvalidFields("roles", "must not name nothing");
            }
            checked.add(role);
        }
        return Set.copyOf(checked);
    }

    private static String mail(Invitation invitation) {
        return Secrets.hash("staff-invitation:" + invitation.hash());
    }

    Optional<EmailAddress> addressOf(Member member) {
        return member.state() == Member.State.ENDED
                ? Optional.empty()
                : subscribers.find(member.id()).flatMap(subscribers::addressOf);
    }
}
