package press.lords.subscription.rights;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.Reader;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.ChooseNewsletters;
import press.lords.subscription.signup.NewsletterConsents.How;
import press.lords.subscription.signup.NewsletterSettings;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.template.Pages;

/** A reader's newsletters, for people: all on one form, each as easily given up as taken. Whoever isn't signed in is told so. */
@RestController
@RequestMapping("/newsletters")
class NewslettersPage {

    private static final Set<String> FIELDS = Set.of("newsletters");

    private final Subscribers subscribers;
    private final ChooseNewsletters chooseNewsletters;
    private final NewsletterSettings newsletters;
    private final ReaderLimits limits;
    private final Pages pages;

    NewslettersPage(
            Subscribers subscribers,
            ChooseNewsletters chooseNewsletters,
            NewsletterSettings newsletters,
            ReaderLimits limits,
            Pages pages) {
        this.subscribers = subscribers;
        this.chooseNewsletters = chooseNewsletters;
        this.newsletters = newsletters;
        this.limits = limits;
        this.pages = pages;
    }

    @GetMapping
    ResponseEntity<String> show(@AuthenticationPrincipal @Nullable Reader reader) {
        return reader == null ? page(HttpStatus.OK, List.of(), false) : page(HttpStatus.OK, got(reader), true);
    }

    /** Without a field every newsletter ends: an unticked box sends nothing. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> choose(
            @AuthenticationPrincipal @Nullable Reader reader, @RequestParam MultiValueMap<String, String> form) {
        if (reader == null) {
            return page(HttpStatus.UNAUTHORIZED, List.of(), false);
        }
        if (!FIELDS.containsAll(form.keySet())) {
            throw new RequestProblem.InvalidFields("body", "has a field that isn't known here");
        }
        List<String> checked = newsletters.checked(List.copyOf(form.getOrDefault("newsletters", List.of())));
        limits.mayChoose(reader.subscriber(), checked);
        chooseNewsletters.exactly(reader.subscriber(), checked, How.PREFERENCES);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/newsletters"))
                .build();
    }

    private List<String> got(Reader reader) {
        return subscribers
                .find(reader.subscriber())
                .map(Subscriber::newsletters)
                .orElse(List.of());
    }

    private ResponseEntity<String> page(HttpStatus status, List<String> got, boolean signedIn) {
        List<Map<String, Object>> choices = newsletters.newsletters().entrySet().stream()
                .map(one -> Map.<String, Object>of(
                        "id", one.getKey(),
                        "name", one.getValue().title(),
                        "invitation", one.getValue().invitation(),
                        "on", got.contains(one.getKey())))
                .toList();
        return pages.page(
                status,
                "newsletters",
                Map.of("title", "Your newsletters", "signedIn", signedIn, "newsletters", choices));
    }
}
