package press.lords.gateway.page;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.events.NoticeEvent.Issued;
import press.lords.events.Revision;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Sponsor;
import press.lords.events.WeatherEvent.Observed;
import press.lords.gateway.view.Furniture;
import press.lords.gateway.view.View;
import press.lords.gateway.view.View.Changed;

/** The current frame: made anew when the furniture changed and at the end of the masthead's minute, never for a request. */
@Component
class Frames {

    private final View view;
    private final PaperSettings paper;
    private final Clock clock;
    private volatile @Nullable Frame current;

    Frames(View view, PaperSettings paper, Clock clock) {
        this.view = view;
        this.paper = paper;
        this.clock = clock;
        view.onChange(change -> {
            if (!(change instanceof Changed.Article)) {
                discard();
            }
        });
    }

    Frame current() {
        Frame frame = current;
        return frame != null && clock.instant().isBefore(frame.until()) ? frame : renew();
    }

    private synchronized Frame renew() {
        Frame frame = current;
        Instant now = clock.instant();
        if (frame == null || !now.isBefore(frame.until())) {
            frame = frameAt(now);
            current = frame;
        }
        return frame;
    }

    // Under the same lock as making: a frame made from older furniture can't come after this.
    private synchronized void discard() {
        current = null;
    }

    private Frame frameAt(Instant now) {
        Furniture furniture = view.furniture();
        View.Following following = view.following();
        Revision<Furnished> siteRevision = furniture.site();
        Furnished site = siteRevision == null ? null : siteRevision.event();
        Revision<Issued> notice = furniture.notice();
        Revision<Observed> observation = furniture.weather().get(paper.place().id());
        Observed observed = observation == null ? null : observation.event();
        WeatherBox weather = WeatherBox.of(observed, now, paper.weatherAbsentAfter());
        List<Sponsor> sponsors = site == null ? List.of() : site.sponsors();
        return new Frame(
                until(now, observed, sponsors),
                furniture,
                Masthead.at(now, paper, weather),
                site == null ? List.of() : site.follow(),
                Frame.Newsletter.of(site),
                sponsors.stream()
                        .filter(sponsor -> isOpen(sponsor, now))
                        .map(Frame.SponsorLink::of)
                        .toList(),
                Frame.Privacy.of(notice == null ? null : notice.event()),
                Frame.Viewer.ANONYMOUS,
                new Sections(
                        new Sections.Section(weather.state(), weather.asOf()),
                        Sections.Section.of(siteRevision, following),
                        Sections.Section.of(notice, following)),
                site == null ? "" : site.about());
    }

    private static boolean isOpen(Sponsor sponsor, Instant now) {
        Instant from = sponsor.from();
        Instant until = sponsor.until();
        return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }

    /** The end of the minute, or what changes within it. */
    private Instant until(Instant now, @Nullable Observed weather, List<Sponsor> sponsors) {
        Instant endOfMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        return Stream.concat(
                        Stream.ofNullable(weather)
                                .flatMap(w -> Stream.of(
                                        w.staleAfter(), WeatherBox.absentFrom(w, paper.weatherAbsentAfter()))),
                        sponsors.stream().flatMap(s -> Stream.of(s.from(), s.until())))
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(now) && moment.isBefore(endOfMinute))
                .min(Instant::compareTo)
                .orElse(endOfMinute);
    }
}
