package press.lords.article.site;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import press.lords.article.request.Fields;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Newsletter;
import press.lords.events.SiteEvent.Sponsor;

/** The furniture as editors send it: all of it, so what is left out is empty. */
record SiteRequest(
        @Nullable List<@Nullable FollowRequest> follow,
        @Nullable List<@Nullable SponsorRequest> sponsors,
        @Nullable NewsletterRequest newsletter,
        @Nullable String about) {

    private static final int MAX_LINE = 300;
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_ELEMENTS = 50;

    Furnished checked() {
        Fields fields = new Fields();
        Newsletter invited = newsletter == null ? new Newsletter("", "") : newsletter.checked(fields);
        Furnished furniture = new Furnished(
                each(fields, "follow", follow, (path, f) -> f.checked(fields, path)),
                each(fields, "sponsors", sponsors, (path, s) -> s.checked(fields, path)),
                invited,
                fields.text("about", about, MAX_TEXT));
        fields.check();
        return furniture;
    }

    private static <T, R> List<R> each(
            Fields fields, String name, @Nullable List<@Nullable T> elements, BiFunction<String, T, R> check) {
        if (elements == null) {
            return List.of();
        }
        if (elements.size() > MAX_ELEMENTS || elements.contains(null)) {
            fields.refuse(name, "must have at most " + MAX_ELEMENTS + " elements, none of them null");
            return List.of();
        }
        return IntStream.range(0, elements.size())
                .mapToObj(i -> check.apply(name + "[" + i + "]", elements.get(i)))
                .toList();
    }

    record FollowRequest(@Nullable String name, @Nullable String url) {
        Follow checked(Fields fields, String path) {
            return new Follow(fields.line(path + ".name", name, MAX_LINE), fields.webAddress(path + ".url", url));
        }
    }

    record SponsorRequest(
            @Nullable String name,
            @Nullable String url,
            @Nullable String label,
            @Nullable String from,
            @Nullable String until) {
        Sponsor checked(Fields fields, String path) {
            Instant start = fields.moment(path + ".from", from);
            Instant end = fields.moment(path + ".until", until);
            if (start != null && end != null && !start.isBefore(end)) {
                fields.refuse(path + ".until", "must be after from");
            }
            return new Sponsor(
                    fields.line(path + ".name", name, MAX_LINE),
                    fields.webAddress(path + ".url", url),
                    fields.optionalLine(path + ".label", label, MAX_LINE),
                    start,
                    end);
        }
    }

    record NewsletterRequest(
            @Nullable String title, @Nullable String invitation) {
        Newsletter checked(Fields fields) {
            return new Newsletter(
                    fields.optionalLine("newsletter.title", title, MAX_LINE),
                    fields.text("newsletter.invitation", invitation, MAX_TEXT));
        }
    }
}
