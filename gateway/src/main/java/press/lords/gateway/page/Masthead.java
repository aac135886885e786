package press.lords.gateway.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The top of every page. */
record Masthead(String publication, PaperDate date, String place, LocalTimeAtPlace localTime, WeatherBox weather) {

    static Masthead at(Instant now, PaperSettings paper, WeatherBox weather) {
        return new Masthead(
                paper.publication(),
                PaperDate.of(now.atZone(paper.zone())),
                paper.place().label(),
                LocalTimeAtPlace.of(now.atZone(paper.place().zone())),
                weather);
    }

    /** Today in the paper's own time. */
    record PaperDate(LocalDate iso, String label) {
        private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("EEEE, d MMMM, uuuu", Locale.UK);

        private static PaperDate of(ZonedDateTime now) {
            return new PaperDate(now.toLocalDate(), LABEL.format(now));
        }
    }

    /** The time at the place, to the minute. */
    record LocalTimeAtPlace(OffsetDateTime iso, String label) {
        // A pattern, not a localised style: CLDR puts a narrow no-break space before PM there.
        private static final DateTimeFormatter LABEL =
                DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu h:mm a", Locale.US);

        private static LocalTimeAtPlace of(ZonedDateTime now) {
            ZonedDateTime minute = now.truncatedTo(ChronoUnit.MINUTES);
            return new LocalTimeAtPlace(minute.toOffsetDateTime(), LABEL.format(minute));
        }
    }
}
