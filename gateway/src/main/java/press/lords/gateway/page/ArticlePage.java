package press.lords.gateway.page;

import java.util.List;

import press.lords.events.SiteEvent.Follow;
import press.lords.gateway.page.Frame.Newsletter;
import press.lords.gateway.page.Frame.Privacy;
import press.lords.gateway.page.Frame.SponsorLink;
import press.lords.gateway.page.Frame.Viewer;

/** A page with one article, version 1 of the contract. */
record ArticlePage(
        Masthead masthead,
        Story article,
        List<Follow> follow,
        Newsletter newsletter,
        List<SponsorLink> sponsors,
        Privacy privacy,
        Viewer viewer,
        Sections sections,
        String about)
        implements PageRecord {

    static ArticlePage of(Frame frame, Story article) {
        return new ArticlePage(
                frame.masthead(),
                article,
                frame.follow(),
                frame.newsletter(),
                frame.sponsors(),
                frame.privacy(),
                frame.viewer(),
                frame.sections(),
                frame.about());
    }
}
