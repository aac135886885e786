package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Service;
import press.lords.subscription.signup.NewsletterConsents.How;

/** Gives and withdraws consent to newsletters. The account stays as it is either way. */
@Service
public class ChooseNewsletters {

    private final Subscribers subscribers;
    private final NewsletterConsents consents;
    private final NewsletterSettings newsletters;
    private final Clock clock;

    ChooseNewsletters(
            Subscribers subscribers, NewsletterConsents consents, NewsletterSettings newsletters, Clock clock) {
        this.subscribers = subscribers;
        this.consents = consents;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    /** From now on these and no others. */
    public List<String> exactly(String subscriber, List<String> chosen, How how) {
        return choose(subscriber, _ -> chosen, how);
    }

    List<String> also(String subscriber, List<String> chosen, How how) {
        return choose(
                subscriber,
                before -> {
                    Set<String> all = new LinkedHashSet<>(before);
                    all.addAll(chosen);
                    return List.copyOf(all);
                },
                how);
    }

    /** Withdraws one. Nothing happens when there is nothing to withdraw: the link of an old mail stays good. */
    public void without(String subscriber, String newsletter, How how) {
        choose(
                subscriber,
                before -> before.stream().filter(one -> !one.equals(newsletter)).toList(),
                how);
    }

    /** What is proved is written before what it proves: no mail goes out whose consent isn't on record. */
    private List<String> choose(String subscriber, UnaryOperator<List<String>> choice, How how) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        subscribers.find(subscriber).filter(Subscriber::isActive).ifPresent(found -> {
            List<String> chosen = choice.apply(found.newsletters());
            record(subscriber, without(chosen, found.newsletters()), true, now, how);
            record(subscriber, without(found.newsletters(), chosen), false, now, how);
        });
        return subscribers
                .change(
                        subscriber,
                        found -> found.isActive() ? found.reading(choice.apply(found.newsletters())) : found)
                .map(Subscriber::newsletters)
                .orElse(List.of());
    }

    private void record(String subscriber, List<String> changed, boolean given, Instant now, How how) {
        changed.forEach(one -> consents.add(subscriber, one, given, now, how, newsletters.wording(one)));
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }
}
