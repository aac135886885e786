package press.lords.subscription.staff;

import org.springframework.stereotype.Service;
import press.lords.subscription.access.passkey.ReadersPasskeys;
import press.lords.subscription.access.session.EndSession;
import press.lords.subscription.signup.Links;
import press.lords.subscription.signup.SignInCodes;

/** Takes away every way into an account that was there before it is the staff's: whoever had the mailbox for a moment may have left one. */
@Service
class ForgetWaysIn {

    private final Links links;
    private final SignInCodes codes;
    private final ReadersPasskeys passkeys;
    private final ManageClients clients;
    private final EndSession endSession;

    ForgetWaysIn(
            Links links, SignInCodes codes, ReadersPasskeys passkeys, ManageClients clients, EndSession endSession) {
        this.links = links;
        this.codes = codes;
        this.passkeys = passkeys;
        this.clients = clients;
        this.endSession = endSession;
    }

    /** Sessions last, so that none opens after them by what goes before. */
    void of(String account) {
        clients.revokeAll(account, account);
        links.forget(account);
        codes.forget(account);
        passkeys.forget(account);
        endSession.endAll(account);
        // Again: one that a session was adding meanwhile.
        passkeys.forget(account);
    }
}
