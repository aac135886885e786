package press.lords.subscription.signup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import press.lords.subscription.signup.Subscriber.Mailing;

/**
 * How many mails anyone can make us send to one address. Whoever types a stranger's address in would otherwise have a weapon.
 *
 * @param apart what must lie between two of them, more than {@code together} at once excepted
 */
record MailLimit(int together, Duration apart, int inADay) {

    /** Nobody has said yet that the address is theirs. */
    static final MailLimit UNCONFIRMED = new MailLimit(1, Duration.ofMinutes(15), 3);

    /** A reader who asks for another link because the first is late. */
    static final MailLimit CONFIRMED = new MailLimit(5, Duration.ofMinutes(15), 20);

    private static final Duration DAY = Duration.ofDays(1);

    static MailLimit of(Subscriber subscriber) {
        return subscriber.isActive() ? CONFIRMED : UNCONFIRMED;
    }

    /** The reader after a mail because of this request, or as before when it is one too many. A request counts once, however often it is tried. */
    Subscriber count(Subscriber subscriber, String request, Instant now) {
        List<Mailing> lately = subscriber.mailings().stream()
                .filter(one -> one.at().isAfter(now.minus(DAY)))
                .toList();
        long justNow = lately.stream()
                .filter(one -> one.at().isAfter(now.minus(apart)))
                .count();
        boolean counted = lately.stream().anyMatch(one -> one.request().equals(request));
        if (counted || justNow >= together || lately.size() >= inADay) {
            return subscriber;
        }
        return subscriber.mailed(Stream.concat(lately.stream(), Stream.of(new Mailing(request, now)))
                .toList());
    }
}
