package press.lords.subscription.newsletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import press.lords.events.ArticleEvent.Access;
import press.lords.subscription.SiteSettings;
import press.lords.subscription.newsletter.Issue.Story;
import press.lords.subscription.signup.NewsletterSettings;
import press.lords.subscription.template.Templates;

/** Puts an edition into words, once for all its readers. Of a story it tells headline, standfirst and address alone, so what is for subscribers stays on its page. */
@Component
public final class IssueText {

    private static final int LONGEST_SUBJECT = 150;

    private final Templates templates;
    private final NewsletterSettings newsletters;
    private final SiteSettings site;

    IssueText(Templates templates, NewsletterSettings newsletters, SiteSettings site) {
        this.templates = templates;
        this.newsletters = newsletters;
        this.site = site;
    }

    /**
     * What differs from reader to reader.
     *
     * @param newsletter why they get it
     * @param unsubscribe the address that ends it
     */
    public record ReaderLinks(String newsletter, String unsubscribe) {}

    /** An edition that is open, in words. Keep it for as long as the edition is sent. */
    public Written of(Issue issue) {
        return new Written(issue);
    }

    /** The name of a newsletter, for people. */
    public String title(String newsletter) {
        NewsletterSettings.Newsletter named = newsletters.newsletters().get(newsletter);
        return named == null ? newsletter : named.title();
    }

    /** An edition in words: rendered once for each newsletter that it goes out under, and then only cut and pasted. */
    public final class Written {

        private final Issue issue;
        private final String subject;
        /** No headline has it, so nothing but our own link is replaced. */
        private final String mark = UUID.randomUUID().toString();

        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private final Map<String, String> htmls = new ConcurrentHashMap<>();

        private Written(Issue issue) {
            this.issue = issue;
            this.subject = IssueText.this.subject(issue);
        }

        /** One line. */
        public String subject() {
            return subject;
        }

        public String text(ReaderLinks links) {
            return texts.computeIfAbsent(links.newsletter(), newsletter -> render(".txt", newsletter))
                    .replace(mark, links.unsubscribe());
        }

        /** @param links whose address must need no escaping */
        public String html(ReaderLinks links) {
            return htmls.computeIfAbsent(links.newsletter(), newsletter -> render(".html", newsletter))
                    .replace(mark, links.unsubscribe());
        }

        private String render(String ending, String newsletter) {
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("subject", subject);
            context.put("newsletter", oneLine(title(newsletter)));
            context.put("note", issue.note() == null ? "" : oneLine(issue.note()));
            context.put("correction", issue.newsletter() == null);
            context.put("stories", issue.stories().stream().map(this::story).toList());
            context.put("unsubscribe", mark);
            context.put("paper", site.name());
            context.put("address", site.address());
            return templates.render("mails/issue" + ending, context);
        }

        private Map<String, Object> story(Story story) {
            return Map.of(
                    "headline", oneLine(story.headline()),
                    "standfirst", oneLine(story.standfirst()),
                    "slug", story.slug(),
                    "gated", story.access() == Access.SUBSCRIBERS);
        }
    }

    private String subject(Issue issue) {
        List<Story> stories = issue.stories();
        String headline = stories.isEmpty() ? "" : stories.getFirst().headline();
        String newsletter = issue.newsletter();
        String subject = newsletter == null
                ? "Correction: " + headline
                : stories.size() == 1 && !newsletter.equals(Newsletters.DAILY_DIGEST)
                        ? headline
                        : title(newsletter) + ": " + headline;
        return shortened(oneLine(subject));
    }

    /** Nobody breaks out of a mail's header, or of its line, with what stands in a headline. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }
}
