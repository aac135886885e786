package press.lords.subscription.newsletter;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import press.lords.subscription.signup.NewsletterSettings;

import static org.assertj.core.api.Assertions.assertThat;

class NewslettersTests {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void areOfferedWhenIssuesAreMadeOfThem() {
        service.withPropertyValues(
                        offer(Newsletters.EVERY_STORY, Newsletters.SPECIAL_REPORTS, Newsletters.DAILY_DIGEST))
                .run(context -> assertThat(
                                context.getBean(NewsletterSettings.class).newsletters())
                        .hasSize(3));
    }

    @Test
    void areRefusedWhenNobodyWouldEverGetThem() {
        service.withPropertyValues(offer(Newsletters.EVERY_STORY, "weekly"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("newsletters[weekly]")
                        .hasMessageContaining("is no newsletter that issues are made of"));
    }

    private static String[] offer(String... newsletters) {
        return Stream.of(newsletters)
                .flatMap(one -> Stream.of(
                        "press.newsletters." + one + ".title=Title",
                        "press.newsletters." + one + ".invitation=each of them"))
                .toArray(String[]::new);
    }

    @EnableConfigurationProperties(NewsletterSettings.class)
    static class Settings {}
}
