package press.lords.subscription.access.passkey;

import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredential.PublicKeyCredentialBuilder;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import press.lords.subscription.request.RequestProblem;

/** Reads the fields in which browsers put what devices said. */
final class Fields {

    private static final int LABEL_LENGTH = 60;
    private static final String NO_LABEL = "Passkey";

    private Fields() {}

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new RequestProblem.InvalidFields(field, "must not be missing");
        }
        return value;
    }

    /** @param max how many bytes there may be */
    static Bytes bytes(@Nullable String value, String field, int max) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(required(value, field));
            if (bytes.length > 0 && bytes.length <= max) {
                return new Bytes(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new RequestProblem.InvalidFields(field, "must be base64url, of 1 to " + max + " bytes");
    }

    static <R extends AuthenticatorResponse> PublicKeyCredential<R> credential(Bytes name, R response) {
        PublicKeyCredentialBuilder<R> credential = PublicKeyCredential.builder();
        credential.id(name.toBase64UrlString());
        credential.rawId(name);
        credential.type(PublicKeyCredentialType.PUBLIC_KEY);
        credential.response(response);
        return credential.build();
    }

    /** What a reader calls a passkey, for themselves alone. */
    static String label(@Nullable String value) {
        String label = value == null || value.isBlank() ? NO_LABEL : value.strip();
        if (label.length() > LABEL_LENGTH || label.codePoints().anyMatch(Fields::isNoText)) {
            throw new RequestProblem.InvalidFields(
                    "label", "must be a line of text, of at most " + LABEL_LENGTH + " characters");
        }
        return label;
    }

    private static boolean isNoText(int character) {
        return List.of(Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR)
                .contains((byte) Character.getType(character));
    }
}
