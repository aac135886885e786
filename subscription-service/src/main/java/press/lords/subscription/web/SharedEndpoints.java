package press.lords.subscription.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import press.lords.web.BodyLimit;
import press.lords.web.ProblemWriter;
import press.lords.web.ServerProblems;
import press.lords.web.StrictJson;

/** What these endpoints share with those of other services. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemWriter.class, StrictJson.class})
class SharedEndpoints {

    @Bean
    ServerProblems serverProblems() {
        return new ServerProblems(ProblemType.values());
    }

    /** Before security, which reads the forms of those who ask for tokens. */
    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${press.web.body-limit}") DataSize max) {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit(max));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
