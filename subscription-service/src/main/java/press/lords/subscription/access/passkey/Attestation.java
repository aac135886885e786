package press.lords.subscription.access.passkey;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;

/** What a browser answers when a device made a passkey: the standard's {@code RegistrationResponseJSON}, of which most isn't looked at. */
record Attestation(
        @Nullable String id,
        @Nullable String rawId,
        @Nullable String type,
        @Nullable String authenticatorAttachment,
        @Nullable Map<String, @Nullable Object> clientExtensionResults,
        @Nullable Response response) {

    record Response(
            @Nullable String clientDataJSON,
            @Nullable String attestationObject,
            @Nullable List<@Nullable String> transports,
            @Nullable String authenticatorData,
            @Nullable String publicKey,
            @Nullable Long publicKeyAlgorithm) {}

    Bytes clientData() {
        return Fields.bytes(
                Fields.required(response, "credential.response").clientDataJSON(),
                "credential.response.clientDataJSON",
                4096);
    }

    PublicKeyCredential<AuthenticatorAttestationResponse> credential() {
        Response made = Fields.required(response, "credential.response");
        Bytes name = Fields.bytes(id, "credential.id", 1023);
        List<String> told = made.transports() == null
                ? List.of()
                : made.transports().stream().map(String::valueOf).toList();
        return Fields.credential(
                name,
                AuthenticatorAttestationResponse.builder()
                        .clientDataJSON(clientData())
                        .attestationObject(
                                Fields.bytes(made.attestationObject(), "credential.response.attestationObject", 16_384))
                        // Those that are known; the rest is of no use for finding the device again.
                        .transports(Arrays.stream(AuthenticatorTransport.values())
                                .filter(known -> told.contains(known.getValue()))
                                .toList())
                        .build());
    }
}
