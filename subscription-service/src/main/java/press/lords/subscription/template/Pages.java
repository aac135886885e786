package press.lords.subscription.template;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Small pages for readers, each whole without a script: nothing in them may run, load or frame anything, and forms go to the press alone. Where
 * a script does what no form can, it is a file of the press and the only one that runs.
 */
@Component
public final class Pages {

    private final Templates templates;
    private final SiteSettings site;
    private final String style;
    private final String policy;
    private final String policyWithScript;

    Pages(Templates templates, SiteSettings site) {
        this.templates = templates;
        this.site = site;
        this.style = templates.render("pages/style.txt", Map.of());
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        this.policyWithScript = policy + "; script-src 'self'; connect-src 'self'";
    }

    /** @param name the template's, without ending; {@code context} needs a {@code title} */
    public ResponseEntity<String> page(HttpStatusCode status, String name, Map<String, ?> context) {
        return page(status, name, context, "", policy);
    }

    /** @param script address of the one script that may run in the page */
    public ResponseEntity<String> scripted(HttpStatusCode status, String name, Map<String, ?> context, String script) {
        return page(status, name, context, script, policyWithScript);
    }

    private ResponseEntity<String> page(
            HttpStatusCode status, String name, Map<String, ?> context, String script, String security) {
        Map<String, Object> all = new LinkedHashMap<>(context);
        all.put("paper", site.name());
        all.put("address", site.address());
        all.put("style", style);
        all.put("script", script);
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .header("Content-Security-Policy", security)
                .header("Referrer-Policy", "same-origin")
                .body(templates.render("pages/" + name + ".html", all));
    }

    /** A page that only says something. */
    public ResponseEntity<String> message(HttpStatusCode status, String title, String text) {
        return page(status, "message", Map.of("title", title, "text", text));
    }

    /** The same page, for who came too often: it says when to come back. */
    public static ResponseEntity<String> retryAfter(long seconds, ResponseEntity<String> page) {
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(page.getBody());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
