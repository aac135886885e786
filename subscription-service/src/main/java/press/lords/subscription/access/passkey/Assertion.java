package press.lords.subscription.access.passkey;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;

/** What a browser answers when a device signed: the standard's {@code AuthenticationResponseJSON}. */
record Assertion(
        @Nullable String id,
        @Nullable String rawId,
        @Nullable String type,
        @Nullable String authenticatorAttachment,
        @Nullable Map<String, @Nullable Object> clientExtensionResults,
        @Nullable Response response) {

    record Response(
            @Nullable String clientDataJSON,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle) {}

    Bytes clientData() {
        return Fields.bytes(
                Fields.required(response, "credential.response").clientDataJSON(),
                "credential.response.clientDataJSON",
                4096);
    }

    PublicKeyCredential<AuthenticatorAssertionResponse> credential() {
        Response signed = Fields.required(response, "credential.response");
        Bytes name = Fields.bytes(id, "credential.id", 1023);
        return Fields.credential(
                name,
                AuthenticatorAssertionResponse.builder()
                        .clientDataJSON(clientData())
                        .authenticatorData(
                                Fields.bytes(signed.authenticatorData(), "credential.response.authenticatorData", 8192))
                        .signature(Fields.bytes(signed.signature(), "credential.response.signature", 2048))
                        .userHandle(Fields.bytes(signed.userHandle(), "credential.response.userHandle", 64))
                        .build());
    }
}
