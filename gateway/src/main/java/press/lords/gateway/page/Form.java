package press.lords.gateway.page;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** In which form a page is asked for: data for frontends, or HTML for browsers and crawlers. Each page has an address in each. */
public enum Form {
    JSON("/api/pages", "application/json", null),
    HTML(
            "",
            "text/html;charset=utf-8",
            "default-src 'none'; object-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'");

    private final String root;
    private final String contentType;
    private final @Nullable String securityPolicy;

    Form(String root, String contentType, @Nullable String securityPolicy) {
        this.root = root;
        this.contentType = contentType;
        this.securityPolicy = securityPolicy;
    }

    /** What the paths of most pages begin with. */
    String root() {
        return root;
    }

    /** What an {@code Accept} header must allow. */
    MediaType accepted() {
        return switch (this) {
            case JSON -> MediaType.APPLICATION_JSON;
            case HTML -> MediaType.TEXT_HTML;
        };
    }

    /** Value of the header {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** Value of the header {@code Content-Security-Policy}, null when it is that of all answers. */
    public @Nullable String securityPolicy() {
        return securityPolicy;
    }
}
