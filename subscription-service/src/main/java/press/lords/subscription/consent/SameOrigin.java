package press.lords.subscription.consent;

import java.util.HashSet;
import java.util.Set;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import press.lords.subscription.SiteSettings;

/** Nobody else's page may choose for a visitor: a browser says which page a request comes from. */
@Component
class SameOrigin {

    private final Set<String> ours;

    SameOrigin(SiteSettings site) {
        Set<String> origins = new HashSet<>(site.allowedOrigins());
        origins.add(site.origin());
        this.ours = Set.copyOf(origins);
    }

    /** A program without a visitor's cookie says nothing and may; whoever has the cookie must say it. */
    void require(HttpServletRequest request, Browser browser) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean silent = site == null && origin == null && browser.secret().isEmpty();
        if (!silent && !"same-origin".equals(site) && (origin == null || !ours.contains(origin))) {
            throw new ConsentProblem.OriginRefused();
        }
    }
}
