package press.lords.subscription.access.session;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.Links.Purpose;
import press.lords.subscription.signup.SignInCodes;
import press.lords.subscription.signup.Subscribe;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * Signs a reader in by the link or the code from a mail, once each, and only a reader whose account is active at this moment. Staff show a code
 * of their second factor too; who shows none, or a wrong one, hasn't used the mail's up.
 */
@Service
class OpenSession {

    private final Links links;
    private final SignInCodes codes;
    private final Subscribers subscribers;
    private final Sessions sessions;
    private final EndSession endSession;
    private final StaffAccess staff;
    private final Credentials credentials;
    private final RequestLimit tries;

    OpenSession(
            Links links,
            SignInCodes codes,
            Subscribers subscribers,
            Sessions sessions,
            EndSession endSession,
            StaffAccess staff,
            Credentials credentials,
            SessionSettings settings,
            RequestLimits limits) {
        this.links = links;
        this.codes = codes;
        this.subscribers = subscribers;
        this.sessions = sessions;
        this.endSession = endSession;
        this.staff = staff;
        this.credentials = credentials;
        this.tries = limits.perMinute("code", settings.codesPerNetwork(), settings.codesInAll());
    }

    /**
     * What is shown to sign in.
     *
     * @param token of a link, or else {@code email} and {@code code}
     * @param totp code of the second factor
     */
    record Shown(
            @Nullable String token,
            @Nullable String email,
            @Nullable String code,
            @Nullable String totp) {

        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    Credentials.Pair open(Shown shown, String browser, String caller) {
        String token = shown.token();
        if (token != null && (shown.email() != null || shown.code() != null)) {
            throw new RequestProblem.InvalidFields("token", "must not come with an address or a code");
        }
        return token != null
                ? byLink(token, shown.totp(), browser)
                : byCode(Subscribe.address(shown.email()), shown.code(), shown.totp(), caller);
    }

    private Credentials.Pair byLink(String token, @Nullable String totp, String browser) {
        String subscriber =
                links.redeemableBy(Purpose.SIGN_IN, token, browser).orElseThrow(SessionProblem.SignInRefused::new);
        return signIn(
                subscriber,
                totp,
                () -> links.redeem(Purpose.SIGN_IN, token, browser).isPresent());
    }

    private Credentials.Pair byCode(EmailAddress address, @Nullable String code, @Nullable String totp, String caller) {
        if (code == null || code.isBlank()) {
            throw new RequestProblem.InvalidFields("code", "must not be missing");
        }
        tries.count(caller);
        String subscriber = subscribers.find(address).map(Subscriber::id).orElseGet(() -> subscribers.mailbox(address));
        if (!codes.isGood(subscriber, code)) {
            throw new SessionProblem.SignInRefused();
        }
        return signIn(subscriber, totp, () -> codes.useUp(subscriber, code));
    }

    /** @param useUp what came by mail, last: of two who show it at once one gets in */
    private Credentials.Pair signIn(String subscriber, @Nullable String totp, BooleanSupplier useUp) {
        Subscriber found = subscribers
                .find(subscriber)
                .filter(Subscriber::isActive)
                .orElseThrow(SessionProblem.SignInRefused::new);
        boolean twoFactors = staff.needsSecondFactor(subscriber);
        if (twoFactors) {
            requireSecondFactor(subscriber, totp);
        }
        if (!useUp.getAsBoolean()) {
            throw new SessionProblem.SignInRefused();
        }
        Session opened = sessions.open(subscriber, twoFactors);
        // Again: who enrolled meanwhile ended all sessions, and this one may be later.
        if (!twoFactors && staff.needsSecondFactor(subscriber)) {
            sessions.end(opened.id());
            throw new SessionProblem.SignInRefused();
        }
        endSession.makeRoomFor(opened);
        return credentials.of(opened, found);
    }

    private void requireSecondFactor(String subscriber, @Nullable String totp) {
        if (totp == null || totp.isBlank()) {
            throw new SessionProblem.SecondFactorRequired();
        }
        if (!staff.redeem(subscriber, totp)) {
            throw new SessionProblem.SecondFactorRefused();
        }
    }
}
