package press.lords.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import press.lords.gateway.access.FakeIssuer;
import press.lords.gateway.access.Sessions;

/** Starts the gateway on a free port before a view in memory, an issuer of its own and a clock that stands still. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = GatewayTest.Application.class,
        properties = {
            "management.server.port=",
            "management.endpoint.health.validate-group-membership=false",
            "press.pages.max-wait=300ms"
        })
public @interface GatewayTest {

    @EnableAutoConfiguration
    @ComponentScan({"press.lords.gateway.page", "press.lords.gateway.web", "press.lords.gateway.routing"})
    @ConfigurationPropertiesScan({"press.lords.gateway.page", "press.lords.gateway.web", "press.lords.gateway.routing"})
    // No stereotype: the real application scans this package too and must not find it.
    class Application {
        @Bean
        FakeView view() {
            return new FakeView();
        }

        @Bean
        MutableClock clock() {
            return new MutableClock();
        }

        @Bean
        FakeIssuer issuer(MutableClock clock) {
            return new FakeIssuer(clock);
        }

        @Bean
        Sessions sessions(FakeIssuer issuer) {
            return issuer.sessions(true);
        }
    }
}
