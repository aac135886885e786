package press.lords.article.markdown;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class MarkdownConfiguration {

    @Bean
    Markdown markdown(
            @Value("${press.limits.html}") DataSize maxHtml,
            @Value("${press.limits.rendering-time}") Duration timeLimit) {
        return new Markdown(Math.toIntExact(maxHtml.toBytes()), timeLimit);
    }
}
