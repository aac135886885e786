package press.lords.subscription.signup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Service;
import press.lords.subscription.signup.NewsletterConsents.Entry;
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

    /** From now on these and no others. What is withdrawn while this is under way stays so: whoever asks has not seen that. */
    public List<String> exactly(String subscriber, List<String> chosen, How how) {
        List<String> atFirst =
                subscribers.find(subscriber).map(Subscriber::newsletters).orElse(List.of());
        return choose(
                subscriber,
                before -> chosen.stream()
                        .filter(one -> before.contains(one) || !atFirst.contains(one))
                        .toList(),
                how);
    }

    /** @param offered further newsletters, each with the words that the reader saw */
    List<String> also(String subscriber, Map<String, String> offered, How how) {
        return choose(
                subscriber,
                before -> {
                    Set<String> all = new LinkedHashSet<>(before);
                    all.addAll(offered.keySet());
                    return List.copyOf(all);
                },
                how,
                one -> offered.getOrDefault(one, newsletters.wording(one)));
    }

    /** Withdraws one. Nothing happens when there is nothing to withdraw: the link of an old mail stays good. */
    public void without(String subscriber, String newsletter, How how) {
        choose(
                subscriber,
                before -> before.stream().filter(one -> !one.equals(newsletter)).toList(),
                how);
    }

    private List<String> choose(String subscriber, UnaryOperator<List<String>> choice, How how) {
        return choose(subscriber, choice, how, newsletters::wording);
    }

    private List<String> choose(
            String subscriber, UnaryOperator<List<String>> choice, How how, UnaryOperator<String> wording) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return subscribers
                .change(subscriber, found -> recorded(found, allowed(found, choice), now, how, wording))
                .map(Subscriber::newsletters)
                .orElse(List.of());
    }

    /** Only an active reader gets more; whoever wants less gets less, however the account stands. */
    private static List<String> allowed(Subscriber found, UnaryOperator<List<String>> choice) {
        List<String> chosen = choice.apply(found.newsletters());
        return found.isActive()
                ? chosen
                : found.newsletters().stream().filter(chosen::contains).toList();
    }

    /**
     * What is proved is written before what it proves: no mail goes out whose consent isn't on record. It is told by the version that it
     * changes, so that what is tried twice is written once.
     */
    private Subscriber recorded(
            Subscriber found, List<String> chosen, Instant now, How how, UnaryOperator<String> wording) {
        List<String> before = found.newsletters();
        without(chosen, before)
                .forEach(one -> record(found, new Entry(one, true, now, how.text(), wording.apply(one))));
        without(before, chosen)
                .forEach(one -> record(found, new Entry(one, false, now, how.text(), wording.apply(one))));
        return found.reading(chosen);
    }

    private void record(Subscriber found, Entry entry) {
        consents.add(found.id(), found.version(), entry);
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }
}
