package press.lords.subscription.signup;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import press.lords.subscription.signup.Subscriber.Mailing;

/**
 * How many mails anyone can make us send to one address. Whoever types a stranger's address in would otherwise have a weapon. But whoever
 * uses up what there is must not keep out the reader.
 *
 * @param apart what must lie between two of them, more than {@code together} at once excepted
 * @param ofOneNetwork in a day
 * @param byKind whether requests of another kind count apart
 */
record MailLimit(int together, Duration apart, int inADay, int ofOneNetwork, boolean byKind) {

    /** Nobody has said yet that the address is theirs. */
    static final MailLimit UNCONFIRMED = new MailLimit(1, Duration.ofMinutes(15), 3, 3, false);

    /** A reader who asks for another link because the first is late. There is always one that a single network can't have used up. */
    static final MailLimit CONFIRMED = new MailLimit(6, Duration.ofMinutes(15), 20, 5, true);

    private static final Duration DAY = Duration.ofDays(1);

    static MailLimit of(Subscriber subscriber) {
        return subscriber.isActive() ? CONFIRMED : UNCONFIRMED;
    }

    /** The reader after this mail, or as before when it is one too many. A request counts once, however often it is tried. */
    Subscriber count(Subscriber subscriber, Mailing mail) {
        List<Mailing> lately = subscriber.mailings().stream()
                .filter(one -> one.at().isAfter(mail.at().minus(DAY)))
                .toList();
        boolean counted = lately.stream().anyMatch(one -> one.request().equals(mail.request()));
        return counted || !hasRoom(lately, mail)
                ? subscriber
                : subscriber.mailed(
                        Stream.concat(lately.stream(), Stream.of(mail)).toList());
    }

    private boolean hasRoom(List<Mailing> lately, Mailing mail) {
        List<Mailing> alike = lately.stream()
                .filter(one -> !byKind || one.kind().equals(mail.kind()))
                .toList();
        return alike.size() < inADay
                && count(alike, one -> one.at().isAfter(mail.at().minus(apart))) < together
                && count(alike, one -> one.from().equals(mail.from())) < ofOneNetwork;
    }

    private static long count(List<Mailing> mails, Predicate<Mailing> which) {
        return mails.stream().filter(which).count();
    }
}
