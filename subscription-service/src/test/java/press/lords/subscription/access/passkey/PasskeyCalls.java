package press.lords.subscription.access.passkey;

import java.net.http.HttpResponse;

import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp.Tokens;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls of passkeys, as programs make them. */
record PasskeyCalls(RunningService service) {

    private static final String[] PROGRAM = {"Accept", "application/json"};

    JsonNode options(Tokens reader) {
        HttpResponse<String> answer = service.post("/api/passkeys/options", "", reader.bearer());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer);
    }

    HttpResponse<String> add(Tokens reader, String label, String credential) {
        return service.post(
                "/api/passkeys", "{\"label\": \"" + label + "\", \"credential\": " + credential + "}", reader.bearer());
    }

    HttpResponse<String> add(Tokens reader, SoftDevice device) {
        return add(reader, "My phone", device.made(options(reader)));
    }

    /** Its id. */
    String added(Tokens reader, SoftDevice device) {
        HttpResponse<String> answer = add(reader, device);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return service.json(answer).get("passkey").asString();
    }

    JsonNode signInOptions() {
        HttpResponse<String> answer = service.post("/api/passkeys/sign-in-options", "", PROGRAM);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer);
    }

    HttpResponse<String> signIn(String credential) {
        return service.post("/api/passkeys/sessions", "{\"credential\": " + credential + "}", PROGRAM);
    }

    HttpResponse<String> signIn(SoftDevice device) {
        return signIn(device.signed(signInOptions()));
    }

    JsonNode list(Tokens reader) {
        return service.json(service.call("GET", "/api/passkeys", "", reader.bearer()))
                .get("passkeys");
    }

    HttpResponse<String> remove(Tokens reader, String passkey) {
        return service.call("DELETE", "/api/passkeys/" + passkey, "", reader.bearer());
    }

    String subscriber(Tokens reader) {
        return service.json(service.call("GET", "/api/me", "", reader.bearer()))
                .get("subscriber")
                .asString();
    }
}
