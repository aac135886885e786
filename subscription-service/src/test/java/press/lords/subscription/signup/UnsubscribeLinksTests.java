package press.lords.subscription.signup;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import press.lords.subscription.RunningService;
import press.lords.subscription.vault.Vaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class UnsubscribeLinksTests {

    private static final String SUBSCRIBER = Secrets.id();

    private final UnsubscribeLinks links = new UnsubscribeLinks(Vaults.withKey(RunningService.ENCRYPTION_KEY));

    @Test
    void nameReaderAndNewsletter() {
        assertThat(links.read(links.token(SUBSCRIBER, "every-story")))
                .hasValue(new UnsubscribeLinks.Named(SUBSCRIBER, "every-story"));
    }

    @Test
    void areGoodAYearLaterAndInAnyInstance() {
        UnsubscribeLinks another = new UnsubscribeLinks(Vaults.withKey(RunningService.ENCRYPTION_KEY));

        assertThat(another.read(links.token(SUBSCRIBER, "every-story"))).isPresent();
    }

    @Test
    void tellNobodyTheReadersId() {
        assertThat(links.token(SUBSCRIBER, "every-story")).doesNotContain(SUBSCRIBER, "every-story");
    }

    @Test
    void areNobodyElsesToMake() {
        String token = links.token(SUBSCRIBER, "every-story");
        String othersKey = Base64.getEncoder().encodeToString("another key, also 32 bytes long.".getBytes(UTF_8));
        char changed = token.charAt(30) == 'A' ? 'B' : 'A';

        assertThat(links.read(token.substring(0, 30) + changed + token.substring(31)))
                .isEmpty();
        assertThat(links.read(token + "AAAA")).isEmpty();
        assertThat(links.read("")).isEmpty();
        assertThat(links.read("not base64!")).isEmpty();
        assertThat(links.read("A".repeat(100_000))).isEmpty();
        assertThat(new UnsubscribeLinks(Vaults.withKey(othersKey)).read(token)).isEmpty();
    }
}
