package press.lords.subscription.template;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import press.lords.subscription.SiteSettings;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private final Pages pages =
            new Pages(new Templates(), new SiteSettings("The Bell", "https://press.example", List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"message", "subscribe", "confirm", "sign-in", "sign-in-link", "unsubscribe", "passkeys"})
    void escapeWhateverIsPutIn(String name) {
        Map<String, Object> context = Map.of(
                "title",
                HOSTILE,
                "text",
                HOSTILE,
                "token",
                HOSTILE,
                "problem",
                HOSTILE,
                "newsletters",
                List.of(Map.of("id", HOSTILE, "name", HOSTILE, "invitation", HOSTILE)),
                "signedIn",
                true,
                "added",
                true,
                "passkeys",
                List.of(Map.of("id", HOSTILE, "label", HOSTILE, "added", HOSTILE, "used", HOSTILE)));

        ResponseEntity<String> page = pages.page(HttpStatus.OK, name, context);

        assertThat(page.getBody()).contains("<h1>&quot;&gt;&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void showNoProblemWhenThereIsNone() {
        ResponseEntity<String> page = pages.page(HttpStatus.OK, "sign-in", Map.of("title", "Sign in", "problem", ""));

        assertThat(page.getBody()).doesNotContain("role=\"alert\"");
    }

    @Test
    void allowTheirOwnStyleAndNothingElse() {
        ResponseEntity<String> page = pages.message(HttpStatus.GONE, "Gone", "It is gone.");

        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.GONE);
        assertThat(page.getHeaders().getFirst("Content-Security-Policy"))
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action 'self';.*");
    }

    @Test
    void allowOneScriptWhereThereIsOne() {
        ResponseEntity<String> page =
                pages.scripted(HttpStatus.OK, "sign-in", Map.of("title", "Sign in", "problem", ""), "/passkeys.js");

        assertThat(page.getBody()).contains("<script src=\"/passkeys.js\" defer></script>");
        assertThat(page.getHeaders().getFirst("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .endsWith("; script-src 'self'; connect-src 'self'");
    }
}
