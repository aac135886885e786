package press.lords.subscription.web;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.access.session.SessionCookies;
import press.lords.web.ProblemWriter;

/**
 * Keeps foreign pages from acting for a reader. A browser says where a write comes from: it must be the press's own pages or a listed origin.
 * Unsubscribing by a mail's link is left out: it looks at no cookie, and mail programs call it from anywhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class OriginCheck extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** As it comes, and nothing that is read differently later: whatever is left out by mistake is checked, not let through. */
    private static final Pattern UNSUBSCRIBING = Pattern.compile("/api/unsubscribe/[^/;%]+");

    private final Set<String> allowed;
    private final ProblemWriter problems;

    OriginCheck(SiteSettings site, ProblemWriter problems) {
        this.allowed = new HashSet<>(site.allowedOrigins());
        this.allowed.add(site.origin());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READS.contains(request.getMethod())
                || UNSUBSCRIBING.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFromOurPages(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(ProblemType.ORIGIN_REFUSED, response);
        }
    }

    /** {@code Sec-Fetch-Site} no page can set: it is the browser's word, whatever name the press goes by there. */
    private boolean isFromOurPages(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        // Programs name neither. Some browsers don't either, but they add cookies.
        boolean program = site == null && origin == null && !SessionCookies.areIn(request);
        return program || "same-origin".equals(site) || (origin != null && allowed.contains(origin));
    }
}
