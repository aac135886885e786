package press.lords.gateway.web;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;

/** Which foreign origins may call from a browser: those listed, without cookies. With none listed browsers refuse all by themselves. */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

    @Bean
    CorsWebFilter corsFilter(WebSettings settings) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(settings.allowedOrigins());
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "If-Match", "If-None-Match"));
        allowed.setExposedHeaders(List.of("ETag", "Link", "Location", "Retry-After"));
        allowed.setMaxAge(Duration.ofHours(1));
        return new CorsWebFilter(exchange -> settings.allowedOrigins().isEmpty() ? null : allowed);
    }
}
