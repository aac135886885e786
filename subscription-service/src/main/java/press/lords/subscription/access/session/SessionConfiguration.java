package press.lords.subscription.access.session;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.subscription.signup.Subscribers;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    ReaderFilter readerFilter(AccessTokens tokens, Sessions sessions, Subscribers subscribers) {
        return new ReaderFilter(tokens, sessions, subscribers);
    }

    /** It belongs into the security chain of readers' calls and nowhere else. */
    @Bean
    FilterRegistrationBean<ReaderFilter> readerFilterInItsChainOnly(ReaderFilter filter) {
        FilterRegistrationBean<ReaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
