package press.lords.subscription.signup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import press.lords.subscription.request.RequestProblem;

/** The newsletters that there are, by id: some or all of those that issues are made of. Readers are offered no other. */
@Validated
@ConfigurationProperties("press")
public record NewsletterSettings(
        @NotEmpty
        Map<
                        @Pattern(
                                regexp = "every-story|daily-digest|special-reports",
                                message = "is no newsletter that issues are made of; "
                                        + "there are every-story, daily-digest and special-reports")
                        String,
                        @Valid Newsletter>
                newsletters) {

    /**
     * @param title what readers see
     * @param invitation what readers are told that they agree to
     */
    public record Newsletter(
            @NotBlank String title, @NotBlank String invitation) {}

    /** The newsletters that a request names, each once; none when it names none. */
    public List<String> checked(@Nullable List<@Nullable String> named) {
        if (named == null) {
            return List.of();
        }
        if (named.size() > newsletters.size()) {
            throw new RequestProblem.InvalidFields(
                    "newsletters", "must have at most " + newsletters.size() + " elements");
        }
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i) == null || !newsletters.containsKey(named.get(i))) {
                throw new RequestProblem.InvalidFields("newsletters[" + i + "]", "is not one of our newsletters");
            }
        }
        return named.stream().filter(Objects::nonNull).distinct().toList();
    }

    /** The words that readers see of each. */
    Map<String, String> wordings(List<String> named) {
        Map<String, String> wordings = new LinkedHashMap<>();
        named.forEach(one -> wordings.put(one, wording(one)));
        return wordings;
    }

    /** What a reader sees that agrees to it: the words that a consent is to. */
    String wording(String newsletter) {
        Newsletter named = newsletters.get(newsletter);
        return named == null ? newsletter : named.title() + ": " + named.invitation();
    }
}
