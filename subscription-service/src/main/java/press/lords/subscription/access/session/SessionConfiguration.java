package press.lords.subscription.access.session;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import press.lords.subscription.signup.Subscribers;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    ReaderFilter readerFilter(AccessTokens tokens, Sessions sessions, Subscribers subscribers, StaffAccess staff) {
        return new ReaderFilter(tokens, sessions, subscribers, staff);
    }

    @Bean
    ProgramFilter programFilter(AccessTokens tokens, RegisteredClientRepository clients) {
        return new ProgramFilter(tokens, clients);
    }

    @Bean
    FilterRegistrationBean<ProgramFilter> programFilterInItsChainOnly(ProgramFilter filter) {
        FilterRegistrationBean<ProgramFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    /** It belongs into the security chain of readers' calls and nowhere else. */
    @Bean
    FilterRegistrationBean<ReaderFilter> readerFilterInItsChainOnly(ReaderFilter filter) {
        FilterRegistrationBean<ReaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
