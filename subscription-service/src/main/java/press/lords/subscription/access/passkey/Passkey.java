package press.lords.subscription.access.passkey;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;

/**
 * A passkey of a reader, opened.
 *
 * @param place that it takes of those which the reader has
 * @param signatures how often it has signed, as it counts itself; 0 when it doesn't count
 * @param announced whether the reader is owed the mail that tells of it
 */
record Passkey(
        String id,
        String place,
        String subscriber,
        Details details,
        long signatures,
        boolean announced,
        Instant addedAt,
        @Nullable Instant lastUsedAt) {

    /**
     * What is sealed of it.
     *
     * @param credential the device's own name for it, in base64 for addresses like the two that follow
     * @param attestation what the device said of it when it was made, with the public key
     */
    record Details(String label, String credential, String attestation, String publicKey, Set<String> transports) {

        static Details of(CredentialRecord record) {
            Bytes attestation = record.getAttestationObject();
            if (attestation == null) {
                throw new IllegalArgumentException("no attestation");
            }
            return new Details(
                    record.getLabel(),
                    record.getCredentialId().toBase64UrlString(),
                    attestation.toBase64UrlString(),
                    new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                    record.getTransports().stream()
                            .map(AuthenticatorTransport::getValue)
                            .collect(Collectors.toSet()));
        }

        Set<AuthenticatorTransport> ways() {
            return transports.stream().map(AuthenticatorTransport::valueOf).collect(Collectors.toSet());
        }
    }

    PublicKeyCredentialDescriptor descriptor() {
        return PublicKeyCredentialDescriptor.builder()
                .id(Bytes.fromBase64(details.credential()))
                .transports(details.ways())
                .build();
    }

    @Override
    public String toString() {
        return "Passkey[" + id + "]";
    }
}
