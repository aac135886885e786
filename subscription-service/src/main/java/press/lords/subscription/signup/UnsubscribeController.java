package press.lords.subscription.signup;

import java.util.Map;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.signup.NewsletterConsents.How;
import press.lords.subscription.template.Pages;

/** One click ends a newsletter, RFC 8058: no cookie, no question, no way round. What the body says doesn't matter. */
@RestController
class UnsubscribeController {

    private final UnsubscribeLinks links;
    private final ChooseNewsletters chooseNewsletters;
    private final Pages pages;

    UnsubscribeController(UnsubscribeLinks links, ChooseNewsletters chooseNewsletters, Pages pages) {
        this.links = links;
        this.chooseNewsletters = chooseNewsletters;
        this.pages = pages;
    }

    @GetMapping("/unsubscribe/{token}")
    ResponseEntity<String> page(@PathVariable String token) {
        return pages.page(HttpStatus.OK, "unsubscribe", Map.of("title", "Unsubscribe", "token", token));
    }

    @PostMapping("/api/unsubscribe/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token, HttpServletRequest request) {
        UnsubscribeLinks.Named named = links.read(token).orElseThrow(SignupProblem.LinkInvalid::new);
        chooseNewsletters.without(named.subscriber(), named.newsletter(), How.ONE_CLICK);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                ? pages.message(HttpStatus.OK, "Done", "We won’t send you this newsletter any more.")
                : ResponseEntity.noContent().build();
    }
}
