package press.lords.subscription.access.passkey;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.template.Pages;

/** A reader's passkeys as a page. Seeing and removing them works without a script; only browsers' scripts can talk to devices. */
@RestController
@RequestMapping("/passkeys")
class PasskeyPages {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);

    private final ReadersPasskeys readersPasskeys;
    private final Pages pages;

    PasskeyPages(ReadersPasskeys readersPasskeys, Pages pages) {
        this.readersPasskeys = readersPasskeys;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> show(
            @AuthenticationPrincipal @Nullable Reader reader, @RequestParam(required = false) @Nullable String added) {
        List<PasskeyView> held = reader == null ? List.of() : readersPasskeys.of(reader.subscriber());
        return page(HttpStatus.OK, reader, held, added != null && !held.isEmpty());
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> remove(
            @AuthenticationPrincipal @Nullable Reader reader, @RequestParam(required = false) @Nullable String remove) {
        if (reader == null) {
            return page(HttpStatus.UNAUTHORIZED, null, List.of(), false);
        }
        try {
            readersPasskeys.remove(reader.subscriber(), Fields.required(remove, "remove"));
        } catch (PasskeyProblem.Unknown e) {
            // It is gone, as was wanted.
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/passkeys"))
                .build();
    }

    private ResponseEntity<String> page(
            HttpStatus status, @Nullable Reader reader, List<PasskeyView> held, boolean added) {
        return pages.scripted(
                status,
                "passkeys",
                Map.of(
                        "title",
                        "Passkeys",
                        "signedIn",
                        reader != null,
                        "added",
                        added,
                        "passkeys",
                        held.stream().map(PasskeyPages::told).toList()),
                "/passkeys.js");
    }

    private static Map<String, String> told(PasskeyView passkey) {
        Instant used = passkey.lastUsedAt();
        return Map.of(
                "id", passkey.passkey(),
                "label", passkey.label(),
                "added", DAY.format(passkey.addedAt()),
                "used", used == null ? "" : DAY.format(used));
    }
}
