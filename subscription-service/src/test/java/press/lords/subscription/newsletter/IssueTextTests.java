package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.newsletter.Issue.State;
import press.lords.subscription.newsletter.Issue.Story;
import press.lords.subscription.newsletter.IssueText.ReaderLinks;
import press.lords.subscription.newsletter.IssueText.Written;
import press.lords.subscription.signup.NewsletterSettings;
import press.lords.subscription.signup.NewsletterSettings.Newsletter;
import press.lords.subscription.template.Templates;

import static org.assertj.core.api.Assertions.assertThat;

class IssueTextTests {

    private static final ReaderLinks LINKS = new ReaderLinks("every-story", "https://press.example/unsubscribe/t0");

    private final IssueText issueText = new IssueText(
            new Templates(),
            new NewsletterSettings(Map.of(
                    "every-story", new Newsletter("Every story", "each"),
                    "daily-digest", new Newsletter("Daily digest", "all"))),
            new SiteSettings("Lord’s Press", "https://press.example", List.of()));

    @Test
    void saysWhatItIsWhyItComesAndHowItEnds() {
        Written written = issueText.of(issue("every-story", null, story("The bell rings", "Again", Access.EVERYONE)));

        assertThat(written.subject()).isEqualTo("The bell rings");
        for (String body : List.of(written.text(LINKS), written.html(LINKS))) {
            assertThat(body)
                    .contains("The bell rings", "Again", "https://press.example/articles/the-bell")
                    .contains(
                            "Every story", "https://press.example/unsubscribe/t0", "https://press.example/newsletters")
                    .doesNotContain("For subscribers", "wasn");
        }
    }

    @Test
    void saysThatTheRestIsForSubscribers() {
        Written written = issueText.of(issue("every-story", null, story("The bell", "", Access.SUBSCRIBERS)));

        assertThat(written.text(LINKS)).contains("For subscribers");
        assertThat(written.html(LINKS)).contains("For subscribers");
    }

    @Test
    void nothingInAHeadlineBreaksOut() {
        Written written = issueText.of(issue(
                "every-story",
                null,
                story("Bell\r\nBcc: all@example.org\u2028\u0000 <script>{{unsubscribe}}", "", Access.EVERYONE)));

        assertThat(written.subject()).isEqualTo("Bell Bcc: all@example.org <script>{{unsubscribe}}");
        assertThat(written.text(LINKS)).startsWith("Bell Bcc: all@example.org <script>{{unsubscribe}}\n");
        assertThat(written.html(LINKS))
                .contains("&lt;script&gt;{{unsubscribe}}")
                .doesNotContain("<script>");
    }

    @Test
    void aLongHeadlineIsCutBetweenCharacters() {
        Written written = issueText.of(issue("every-story", null, story("🔔".repeat(300), "", Access.EVERYONE)));

        assertThat(written.subject()).isEqualTo("🔔".repeat(149) + "…");
    }

    @Test
    void aDigestHasAllItsStories() {
        Written written = issueText.of(
                issue("daily-digest", null, story("One", "", Access.EVERYONE), story("Two", "", Access.EVERYONE)));

        assertThat(written.subject()).isEqualTo("Daily digest: One");
        assertThat(written.text(LINKS)).contains("One\n", "Two\n");
        assertThat(written.html(LINKS)).contains(">One</a>", ">Two</a>");
    }

    @Test
    void aCorrectionSaysWhatWasWrongUnderTheNewsletterThatBroughtIt() {
        Written written = issueText.of(issue(null, "Three tonnes & not two.", story("The bell", "", Access.EVERYONE)));

        assertThat(written.subject()).isEqualTo("Correction: The bell");
        assertThat(written.text(LINKS)).contains("Three tonnes & not two.", "\"Every story\"");
        assertThat(written.html(new ReaderLinks("daily-digest", "https://press.example/unsubscribe/t1")))
                .contains("Three tonnes &amp; not two.", "Daily digest", "/unsubscribe/t1")
                .doesNotContain("Every story");
    }

    private static Issue issue(@Nullable String newsletter, @Nullable String note, Story... stories) {
        return new Issue(
                "some/issue",
                newsletter,
                State.LISTING,
                1,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                List.of(stories),
                note);
    }

    private static Story story(String headline, String standfirst, Access access) {
        return new Story("a", 1, "the-bell", access, headline, standfirst);
    }
}
