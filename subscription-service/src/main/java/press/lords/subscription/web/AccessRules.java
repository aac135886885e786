package press.lords.subscription.web;

import java.util.Set;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import press.lords.subscription.access.session.ProgramFilter;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.access.session.ReaderFilter;
import press.lords.web.ProblemWriter;

/** The list of open calls, of those that are the staff's, and of those that are a reader's own; what is on neither doesn't exist for callers. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    private static final String SIGN_OUT = "/api/sessions/current";
    private static final String ENROLMENT = "/api/staff/enrolment";
    private static final String WRITES_ARTICLES = "SCOPE_articles.write";
    private static final String WRITES_NOTICES = "SCOPE_notice.write";
    private static final String MANAGES_STAFF = "SCOPE_staff.manage";
    private static final String REPORTS_ON_MAILS = "SCOPE_mail.report";
    private static final String PASSKEYS_PAGE = "/passkeys";
    private static final Set<String> SIGN_IN_BY_PASSKEY =
            Set.of("/api/passkeys/sign-in-options", "/api/passkeys/sessions");
    private static final String NEWSLETTERS = "/newsletters";
    private static final Set<String> NEWSLETTERS_CALLS = Set.of("GET", "HEAD", "POST");
    private static final String[] OPEN_TO_READ = {
        "/.well-known/oauth-authorization-server",
        "/oauth2/jwks",
        "/openapi.yaml",
        "/subscribe",
        "/confirm/{token}",
        "/sign-in",
        "/sign-in/{token}",
        "/unsubscribe/{token}",
        "/staff/{token}",
        "/api/consent",
        "/api/consent/history",
        "/consent",
        "/passkeys.js",
        "/livez",
        "/readyz"
    };

    /** The management port is for the operator's network alone; what is exposed there is listed in application.yml. */
    @Bean
    @Order(2)
    SecurityFilterChain managementPort(HttpSecurity http) {
        return bare(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    /** Programs may do what their scopes say, and that is never to manage the staff, nor other programs. */
    @Bean
    @Order(3)
    SecurityFilterChain staffAndPrograms(
            HttpSecurity http, ReaderFilter reader, ProgramFilter program, ProblemWriter problems) {
        return bare(http.securityMatcher(request -> isForStaffOrPrograms(request.getRequestURI())))
                .addFilterBefore(reader, AuthorizationFilter.class)
                .addFilterBefore(program, AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/notice")
                        .hasAuthority(WRITES_NOTICES)
                        .requestMatchers("/api/mail-reports")
                        .hasAuthority(REPORTS_ON_MAILS)
                        .requestMatchers("/api/staff", "/api/staff/**")
                        .access(aPersonWith(MANAGES_STAFF))
                        .requestMatchers("/api/clients", "/api/clients/**")
                        .access(aPersonWith(MANAGES_STAFF, WRITES_ARTICLES, WRITES_NOTICES))
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (_, response, _) -> problems.write(ProblemType.UNAUTHENTICATED, response))
                        .accessDeniedHandler((_, response, _) -> problems.write(ProblemType.FORBIDDEN, response)))
                .build();
    }

    private static boolean isForStaffOrPrograms(String path) {
        return path.equals("/api/notice")
                || path.equals("/api/mail-reports")
                || path.equals("/api/clients")
                || path.startsWith("/api/clients/")
                || path.equals("/api/staff")
                || (path.startsWith("/api/staff/") && !path.equals(ENROLMENT));
    }

    private static AuthorizationManager<RequestAuthorizationContext> aPersonWith(String... oneOf) {
        AuthorizationManager<RequestAuthorizationContext> scope = AuthorityAuthorizationManager.hasAnyAuthority(oneOf);
        return (authentication, context) -> {
            Authentication found = authentication.get();
            return found != null && found.getPrincipal() instanceof Reader
                    ? scope.authorize(authentication, context)
                    : new AuthorizationDecision(false);
        };
    }

    @Bean
    @Order(4)
    SecurityFilterChain readersOwn(HttpSecurity http, ReaderFilter reader, ProblemWriter problems) {
        return bare(http.securityMatcher(request -> isReadersOwn(request.getMethod(), request.getRequestURI())))
                .addFilterBefore(reader, AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // The session may also be named by the refresh token.
                        .requestMatchers(HttpMethod.DELETE, SIGN_OUT)
                        .permitAll()
                        // They say in words of their own that this needs a reader.
                        .requestMatchers(PASSKEYS_PAGE, NEWSLETTERS)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (_, response, _) -> problems.write(ProblemType.UNAUTHENTICATED, response)))
                .build();
    }

    private static boolean isReadersOwn(String method, String path) {
        return path.equals("/api/me")
                || path.startsWith("/api/me/")
                || (path.equals(NEWSLETTERS) && NEWSLETTERS_CALLS.contains(method))
                || (path.equals("/api/sessions") && !method.equals("POST"))
                || (path.equals(SIGN_OUT) && method.equals("DELETE"))
                || path.equals(PASSKEYS_PAGE)
                || path.equals("/api/passkeys")
                || (path.startsWith("/api/passkeys/") && !SIGN_IN_BY_PASSKEY.contains(path));
    }

    @Bean
    @Order(5)
    SecurityFilterChain everythingElse(HttpSecurity http) {
        return bare(http)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN_TO_READ)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, OPEN_TO_READ)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/subscriptions",
                                "/api/subscriptions/confirmations",
                                "/api/sign-in-links",
                                "/api/sessions",
                                "/api/sessions/current/refresh",
                                "/api/passkeys/sign-in-options",
                                "/api/passkeys/sessions",
                                "/api/unsubscribe/{token}",
                                ENROLMENT,
                                "/consent")
                        .permitAll()
                        .requestMatchers(HttpMethod.PUT, "/api/consent")
                        .permitAll()
                        .requestMatchers(HttpMethod.DELETE, "/api/consent")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (_, response, _) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .build();
    }

    /** Headers come from {@link SecurityHeaders}; that no foreign page forges a call is {@link OriginCheck}'s work. */
    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
