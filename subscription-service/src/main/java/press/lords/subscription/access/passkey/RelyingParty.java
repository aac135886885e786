package press.lords.subscription.access.passkey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import com.mongodb.MongoException;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.access.session.SessionProblem;

/**
 * The press as devices know it: the host of its public address, and that address's origin alone. Devices must find out who holds them, and keep
 * the passkey so that it is found without an address.
 */
@Component
class RelyingParty {

    private static final Logger log = LoggerFactory.getLogger(RelyingParty.class);

    private final PublicKeyCredentialRpEntity press;
    private final Passkeys passkeys;
    private final WebAuthnRelyingPartyOperations registering;
    private final WebAuthnRelyingPartyOperations signingIn;
    private final AttestationObjectConverter attestations = new AttestationObjectConverter(new ObjectConverter());

    RelyingParty(SiteSettings site, Passkeys passkeys, Holders holders) {
        this.press = PublicKeyCredentialRpEntity.builder()
                .id(site.host().toLowerCase(Locale.ROOT))
                .name(site.name())
                .build();
        this.passkeys = passkeys;
        Set<String> origin = Set.of(site.origin());
        this.registering = new Webauthn4JRelyingPartyOperations(
                holders,
                new StoredCredentials(
                        passkeys,
                        holders,
                        record -> passkeys.add(
                                holders.subscriber(record.getUserEntityUserId())
                                        .orElseThrow(PasskeyProblem.Refused::new),
                                record)),
                press,
                origin);
        this.signingIn = new Webauthn4JRelyingPartyOperations(
                holders, new StoredCredentials(passkeys, holders, this::used), press, origin);
    }

    PublicKeyCredentialCreationOptions creation(
            PublicKeyCredentialUserEntity holder, Bytes challenge, List<Passkey> known) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(press)
                .user(holder)
                .challenge(challenge)
                .timeout(Challenges.GOOD_FOR)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .excludeCredentials(known.stream().map(Passkey::descriptor).toList())
                .build();
    }

    PublicKeyCredentialRequestOptions request(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(press.getId())
                .challenge(challenge)
                .timeout(Challenges.GOOD_FOR)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    /** Adds what the device made; throws {@link PasskeyProblem} unless it is what was asked for. */
    void register(
            PublicKeyCredentialCreationOptions asked,
            PublicKeyCredential<AuthenticatorAttestationResponse> made,
            String label) {
        checked(PasskeyProblem.Refused::new, () -> {
            requireItsOwnName(made);
            return registering.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(asked, new RelyingPartyPublicKey(made, label)));
        });
    }

    /** Says whose passkey signed; throws {@link SessionProblem.SignInRefused} unless it is good. */
    String authenticate(Bytes challenge, PublicKeyCredential<AuthenticatorAssertionResponse> signed) {
        return checked(SessionProblem.SignInRefused::new, () -> {
            PublicKeyCredentialUserEntity holder =
                    signingIn.authenticate(new RelyingPartyAuthenticationRequest(request(challenge), signed));
            // Spring Security leaves this to its caller: the device must say itself who it signs for.
            if (!holder.getId().equals(signed.getResponse().getUserHandle())) {
                throw new SessionProblem.SignInRefused();
            }
            return holder.getName();
        });
    }

    private void used(CredentialRecord record) {
        Passkey passkey = passkeys.find(record.getCredentialId()).orElseThrow(SessionProblem.SignInRefused::new);
        // Spring Security compares with what the device counted when it was added, and not with its last use.
        if (!passkeys.used(passkey, record.getSignatureCount())) {
            log.warn("passkey {} refused: its count of signatures went back", passkey.id());
            throw new SessionProblem.SignInRefused();
        }
    }

    /** Spring Security takes a credential's name from the message around the attestation, which nobody signed. */
    private void requireItsOwnName(PublicKeyCredential<AuthenticatorAttestationResponse> made) {
        var attestation =
                attestations.convert(made.getResponse().getAttestationObject().getBytes());
        var attested =
                attestation == null ? null : attestation.getAuthenticatorData().getAttestedCredentialData();
        if (attested == null
                || !Arrays.equals(attested.getCredentialId(), made.getRawId().getBytes())) {
            throw new PasskeyProblem.Refused();
        }
    }

    /** For hostile bytes the library throws whatever its parsers do, so all that isn't ours is a refusal. */
    private static <T> T checked(Supplier<? extends RuntimeException> refusal, Supplier<T> ceremony) {
        try {
            return ceremony.get();
        } catch (MongoException | PasskeyProblem | SessionProblem e) {
            throw e;
        } catch (RuntimeException e) {
            log.info("a passkey was refused: {}", e.getClass().getSimpleName());
            throw refusal.get();
        }
    }
}
