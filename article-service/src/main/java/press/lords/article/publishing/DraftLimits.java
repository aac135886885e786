package press.lords.article.publishing;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** How much a draft may hold; lengths in characters. */
@Validated
@ConfigurationProperties("press.limits.draft")
record DraftLimits(
        @Positive int headline,
        @Positive int standfirst,
        @Positive int body,
        @Positive int authors,
        @Positive int categories,
        @Positive int slugs) {}
