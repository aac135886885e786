package press.lords.subscription.web;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
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

/**
 * Keeps foreign pages from acting for a reader. A browser says where a write comes from: it must be the press's own pages or a listed origin.
 * Unsubscribing by a mail's link is left out: it looks at no cookie, and mail programs call it from anywhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class OriginCheck extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

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
                || request.getRequestURI().startsWith("/api/unsubscribe/")
                || !request.getRequestURI().startsWith("/api/");
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

    private boolean isFromOurPages(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && allowed.contains(origin)) {
            return true;
        }
        // A page without a referrer sends "null", and some browsers nothing at all.
        boolean named = origin != null && !origin.equals("null");
        boolean needed = origin != null || SessionCookies.areIn(request);
        return !named && (!needed || "same-origin".equals(request.getHeader("Sec-Fetch-Site")));
    }
}
