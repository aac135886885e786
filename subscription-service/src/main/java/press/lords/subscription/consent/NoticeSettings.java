package press.lords.subscription.consent;

import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import press.lords.events.NoticeEvent;

/**
 * The privacy notice as it should be in force, from {@code privacy-notice.yml}.
 *
 * @param version to be changed with every change of the wording
 * @param text Markdown
 */
@Validated
@ConfigurationProperties("press.notice")
record NoticeSettings(
        @NotBlank String version,
        @NotBlank String title,
        @NotBlank String text,
        @NotEmpty List<@Valid Purpose> purposes) {

    record Purpose(
            @Pattern(regexp = "[a-z-]{1,40}") String id,
            @NotBlank String label,
            boolean required) {}

    NoticeEvent.Issued wording() {
        List<NoticeEvent.Purpose> asked = purposes.stream()
                .map(purpose -> new NoticeEvent.Purpose(purpose.id(), purpose.label(), purpose.required()))
                .toList();
        return new NoticeEvent.Issued(version, title, text.strip(), asked);
    }
}
