package press.lords.gateway.page;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.NoticeEvent.Purpose;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Sponsor;
import press.lords.gateway.access.Session;
import press.lords.gateway.view.Furniture;

/**
 * Everything of a page but its article or list, the same for all pages until {@code until}.
 *
 * @param furniture from which it was made
 * @param about the paper's words on itself
 */
record Frame(
        Instant until,
        Furniture furniture,
        Masthead masthead,
        List<Follow> follow,
        Newsletter newsletter,
        List<SponsorLink> sponsors,
        Privacy privacy,
        Viewer viewer,
        Sections sections,
        String about) {

    /** The invitation, and where to post the answer. */
    record Newsletter(String title, String invitation, String action) {
        private static final String ACTION = "/api/subscriptions";

        static Newsletter of(@Nullable Furnished site) {
            return site == null
                    ? new Newsletter("Newsletter", "", ACTION)
                    : new Newsletter(
                            site.newsletter().title(), site.newsletter().invitation(), ACTION);
        }
    }

    /** A sponsor whose slot is open now. */
    record SponsorLink(String name, String url, String label) {
        static SponsorLink of(Sponsor sponsor) {
            return new SponsorLink(sponsor.name(), sponsor.url(), sponsor.label());
        }
    }

    /** The privacy notice in force; without a version until the first one came. */
    record Privacy(@Nullable String noticeVersion, String title, String text, List<Purpose> purposes) {
        static Privacy of(@Nullable Issued notice) {
            return notice == null
                    ? new Privacy(null, "", "", List.of())
                    : new Privacy(notice.version(), notice.title(), notice.text(), notice.purposes());
        }
    }

    /**
     * For whom the page was made.
     *
     * @param access what they may read all of
     */
    record Viewer(boolean signedIn, Access access) {
        static final Viewer ANONYMOUS = new Viewer(false, Access.EVERYONE);

        static Viewer of(Session session) {
            return new Viewer(true, session.access());
        }
    }

    /** The same for one reader. */
    Frame with(Viewer viewer) {
        return new Frame(until, furniture, masthead, follow, newsletter, sponsors, privacy, viewer, sections, about);
    }
}
