package press.lords.subscription.access.passkey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.stereotype.Service;
import press.lords.subscription.access.session.DemandSecondFactor;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.access.session.SessionProblem;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.EmailAddress;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/** Adds a passkey for a reader who is signed in: what the device is asked for, then what it made. */
@Service
class AddPasskey {

    private static final Duration DAY = Duration.ofDays(1);

    private final Challenges challenges;
    private final ClientData clientData;
    private final RelyingParty relyingParty;
    private final Passkeys passkeys;
    private final Holders holders;
    private final Subscribers subscribers;
    private final AnnouncePasskey announcePasskey;
    private final DemandSecondFactor demandSecondFactor;
    private final AuditTrail audit;
    private final Clock clock;

    AddPasskey(
            Challenges challenges,
            ClientData clientData,
            RelyingParty relyingParty,
            Passkeys passkeys,
            Holders holders,
            Subscribers subscribers,
            AnnouncePasskey announcePasskey,
            DemandSecondFactor demandSecondFactor,
            AuditTrail audit,
            Clock clock) {
        this.challenges = challenges;
        this.clientData = clientData;
        this.relyingParty = relyingParty;
        this.passkeys = passkeys;
        this.holders = holders;
        this.subscribers = subscribers;
        this.announcePasskey = announcePasskey;
        this.demandSecondFactor = demandSecondFactor;
        this.audit = audit;
        this.clock = clock;
    }

    PublicKeyCredentialCreationOptions options(Reader reader) {
        demandSecondFactor.of(reader);
        List<Passkey> known = passkeys.of(reader.subscriber());
        if (known.size() >= Passkeys.PLACES) {
            throw new PasskeyProblem.TooManyPasskeys();
        }
        EmailAddress address =
                active(reader).flatMap(subscribers::addressOf).orElseThrow(SessionProblem.NotSignedIn::new);
        refuseTooManyToday(reader);
        holders.save(holders.findByUsername(reader.subscriber()));
        return options(reader, address.text(), challenges.toAdd(reader.session()), known);
    }

    PasskeyView add(Reader reader, @Nullable String name, Attestation attestation) {
        demandSecondFactor.of(reader);
        String label = Fields.label(name);
        PublicKeyCredential<AuthenticatorAttestationResponse> made = attestation.credential();
        Bytes challenge = clientData
                .challenge(attestation.clientData())
                .filter(shown -> challenges.redeemToAdd(reader.session(), shown))
                .orElseThrow(PasskeyProblem.Refused::new);
        refuseTooManyToday(reader);
        relyingParty.register(options(reader, reader.subscriber(), challenge, List.of()), made, label);
        audit.record(Action.PASSKEY_ADDED, reader.subscriber());
        Passkey added = passkeys.find(made.getRawId())
                .filter(found -> found.subscriber().equals(reader.subscriber()))
                .orElseThrow(PasskeyProblem.Refused::new);
        announcePasskey.announce(added);
        // Again: whoever was erased, or became one of the staff, meanwhile would leave it behind.
        if (active(reader).isEmpty() || !demandSecondFactor.isMet(reader)) {
            passkeys.remove(added);
            throw new SessionProblem.NotSignedIn();
        }
        return PasskeyView.of(added);
    }

    /** @param name what the device shows to tell one account from another */
    private PublicKeyCredentialCreationOptions options(
            Reader reader, String name, Bytes challenge, List<Passkey> known) {
        return relyingParty.creation(
                ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(holders.handle(reader.subscriber()))
                        .name(name)
                        .displayName(name)
                        .build(),
                challenge,
                known);
    }

    private Optional<Subscriber> active(Reader reader) {
        return subscribers.find(reader.subscriber()).filter(Subscriber::isActive);
    }

    /** Each is a mail, so removing one makes no room for another on the same day. */
    private void refuseTooManyToday(Reader reader) {
        Instant now = clock.instant();
        List<Instant> added = audit.since(now.minus(DAY), Action.PASSKEY_ADDED, reader.subscriber());
        if (added.size() >= Passkeys.PLACES) {
            Instant next = added.get(added.size() - Passkeys.PLACES).plus(DAY);
            throw new RequestProblem.TooMany(Duration.between(now, next));
        }
    }
}
