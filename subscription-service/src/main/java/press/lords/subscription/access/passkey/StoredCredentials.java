package press.lords.subscription.access.passkey;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Passkeys as Spring Security has them.
 *
 * @param saving what it comes to that one is saved: it is added in one ceremony and was used in the other, and never the other way round
 */
record StoredCredentials(Passkeys passkeys, Holders holders, Consumer<CredentialRecord> saving)
        implements UserCredentialRepository {

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return passkeys.find(credential).map(this::recordOf).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return holders.subscriber(handle).map(passkeys::of).orElse(List.of()).stream()
                .map(this::recordOf)
                .toList();
    }

    @Override
    public void save(CredentialRecord record) {
        saving.accept(record);
    }

    @Override
    public void delete(Bytes credential) {
        passkeys.find(credential).ifPresent(passkeys::remove);
    }

    private CredentialRecord recordOf(Passkey passkey) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(passkey.details().credential()))
                .userEntityUserId(holders.handle(passkey.subscriber()))
                .publicKey(new ImmutablePublicKeyCose(
                        Bytes.fromBase64(passkey.details().publicKey()).getBytes()))
                .signatureCount(passkey.signatures())
                .uvInitialized(true)
                .transports(passkey.details().ways())
                .attestationObject(Bytes.fromBase64(passkey.details().attestation()))
                .label(passkey.details().label())
                .created(passkey.addedAt())
                .lastUsed(Optional.ofNullable(passkey.lastUsedAt()).orElse(passkey.addedAt()))
                .build();
    }
}
