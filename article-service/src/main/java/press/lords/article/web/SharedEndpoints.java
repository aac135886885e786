package press.lords.article.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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

    /** Behind security: who has no token is told so first, and the headers of every answer are set. */
    @Bean
    BodyLimit bodyLimit(@Value("${press.limits.request-body}") DataSize max) {
        return new BodyLimit(max);
    }
}
