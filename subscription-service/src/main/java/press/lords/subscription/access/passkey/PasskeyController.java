package press.lords.subscription.access.passkey;

import java.util.List;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.AdmitReader;
import press.lords.subscription.access.session.AskingBrowser;
import press.lords.subscription.access.session.AskingBrowser.AskedFor;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys, for scripts and programs: a reader's own, and signing in. */
@RestController
@RequestMapping("/api/passkeys")
class PasskeyController {

    private final AddPasskey addPasskey;
    private final ReadersPasskeys readersPasskeys;
    private final SignInByPasskey signInByPasskey;
    private final AdmitReader admitReader;
    private final JsonMapper options;
    /** Of their own, or who asks for challenges would keep readers from answering theirs. */
    private final RequestLimit challenges;

    private final RequestLimit answers;

    PasskeyController(
            AddPasskey addPasskey,
            ReadersPasskeys readersPasskeys,
            SignInByPasskey signInByPasskey,
            AdmitReader admitReader,
            JsonMapper json,
            PasskeySettings settings,
            RequestLimits limits) {
        this.addPasskey = addPasskey;
        this.readersPasskeys = readersPasskeys;
        this.signInByPasskey = signInByPasskey;
        this.admitReader = admitReader;
        this.options = json.rebuild().addModule(new WebauthnJacksonModule()).build();
        this.challenges = limits.perMinute("challenge", settings.perNetwork(), settings.inAll());
        this.answers = limits.perMinute("challenge-answer", settings.perNetwork(), settings.inAll());
    }

    @PostMapping("/options")
    JsonNode options(@AuthenticationPrincipal Reader reader, HttpServletRequest request) {
        challenges.count(request.getRemoteAddr());
        return options.valueToTree(addPasskey.options(reader));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    PasskeyView add(@AuthenticationPrincipal Reader reader, @RequestBody NewPasskey made, HttpServletRequest request) {
        answers.count(request.getRemoteAddr());
        return addPasskey.add(reader, made.label(), Fields.required(made.credential(), "credential"));
    }

    @GetMapping
    PasskeyList list(@AuthenticationPrincipal Reader reader) {
        return new PasskeyList(readersPasskeys.of(reader.subscriber()));
    }

    @DeleteMapping("/{passkey}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal Reader reader, @PathVariable String passkey) {
        readersPasskeys.remove(reader.subscriber(), passkey);
    }

    @PostMapping("/sign-in-options")
    ResponseEntity<JsonNode> signInOptions(HttpServletRequest request) {
        challenges.count(request.getRemoteAddr());
        AskingBrowser browser = AskingBrowser.of(request, AskedFor.PASSKEY);
        return ResponseEntity.ok()
                .headers(browser.cookie())
                .body(options.valueToTree(signInByPasskey.options(browser.hash())));
    }

    @PostMapping(path = "/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> signIn(@RequestBody Signed signed, HttpServletRequest request) {
        answers.count(request.getRemoteAddr());
        Assertion assertion = Fields.required(signed.credential(), "credential");
        String browser = AskingBrowser.in(request, AskedFor.PASSKEY);
        return admitReader.admit(signInByPasskey.subscriber(assertion, browser), request);
    }

    record NewPasskey(@Nullable String label, @Nullable Attestation credential) {}

    record Signed(@Nullable Assertion credential) {}

    record PasskeyList(List<PasskeyView> passkeys) {}
}
