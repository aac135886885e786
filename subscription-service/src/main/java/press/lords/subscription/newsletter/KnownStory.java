package press.lords.subscription.newsletter;

import java.time.Instant;

import press.lords.events.ArticleEvent.Content;
import press.lords.events.ArticleEvent.Kind;
import press.lords.events.ArticleEvent.Published;
import press.lords.events.Revision;
import press.lords.subscription.newsletter.Issue.Story;

/** What is known of an article: how it stands since its newest revision. */
sealed interface KnownStory {

    String article();

    int revision();

    /** When that revision was committed. */
    Instant at();

    /** @param publishedAt when the article was first published */
    record Shown(Story story, Kind kind, Instant publishedAt, Instant at) implements KnownStory {

        private static final int LONGEST_HEADLINE = 500;
        private static final int LONGEST_STANDFIRST = 2_000;

        static Shown of(Revision<Published> revision) {
            Content content = revision.event().content();
            Story story = new Story(
                    revision.id(),
                    revision.number(),
                    content.slug(),
                    content.access(),
                    shortened(content.headline(), LONGEST_HEADLINE),
                    shortened(content.standfirst(), LONGEST_STANDFIRST));
            return new Shown(story, content.kind(), revision.event().publishedAt(), revision.at());
        }

        /** Many of them must fit into one document, whoever wrote them. */
        private static String shortened(String text, int longest) {
            return text.codePointCount(0, text.length()) <= longest
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
        }

        @Override
        public String article() {
            return story.article();
        }

        @Override
        public int revision() {
            return story.revision();
        }
    }

    /** Retracted, or removed by law: no mail may bring it any more. */
    record Gone(String article, int revision, Instant at) implements KnownStory {

        static Gone of(Revision<?> revision) {
            return new Gone(revision.id(), revision.number(), revision.at());
        }
    }
}
