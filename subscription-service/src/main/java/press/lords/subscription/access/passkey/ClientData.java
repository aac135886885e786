package press.lords.subscription.access.passkey;

import java.util.Base64;
import java.util.Optional;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds in what a browser says which challenge it answers. That the device signed for it is checked afterwards. */
@Component
class ClientData {

    private final JsonMapper json;

    ClientData(JsonMapper json) {
        this.json = json;
    }

    Optional<Bytes> challenge(Bytes clientData) {
        try {
            JsonNode challenge = json.readTree(clientData.getBytes()).path("challenge");
            return challenge.isString()
                    ? Optional.of(new Bytes(Base64.getUrlDecoder().decode(challenge.asString())))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
