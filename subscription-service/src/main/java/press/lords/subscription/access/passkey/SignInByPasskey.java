package press.lords.subscription.access.passkey;

import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.stereotype.Service;
import press.lords.subscription.access.session.SessionProblem;

/** Finds out who a device signs in. No address is asked for, so there is none to be found out by asking. */
@Service
class SignInByPasskey {

    private final Challenges challenges;
    private final ClientData clientData;
    private final RelyingParty relyingParty;
    private final Passkeys passkeys;
    private final AnnouncePasskey announcePasskey;

    SignInByPasskey(
            Challenges challenges,
            ClientData clientData,
            RelyingParty relyingParty,
            Passkeys passkeys,
            AnnouncePasskey announcePasskey) {
        this.challenges = challenges;
        this.clientData = clientData;
        this.relyingParty = relyingParty;
        this.passkeys = passkeys;
        this.announcePasskey = announcePasskey;
    }

    PublicKeyCredentialRequestOptions options(String browser) {
        return relyingParty.request(challenges.toSignIn(browser));
    }

    /** Whose passkey it is; whether that reader may sign in is still to be asked. */
    String subscriber(Assertion assertion, String browser) {
        PublicKeyCredential<AuthenticatorAssertionResponse> signed = assertion.credential();
        Bytes challenge = clientData
                .challenge(assertion.clientData())
                .filter(shown -> challenges.redeemToSignIn(browser, shown))
                .orElseThrow(SessionProblem.SignInRefused::new);
        String subscriber = relyingParty.authenticate(challenge, signed);
        passkeys.find(signed.getRawId()).ifPresent(announcePasskey::announce);
        return subscriber;
    }
}
