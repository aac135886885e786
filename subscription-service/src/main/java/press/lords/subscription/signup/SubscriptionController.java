package press.lords.subscription.signup;

import java.util.List;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, for programs. */
@RestController
class SubscriptionController {

    private static final Accepted ACCEPTED = new Accepted("If the address is right, a mail is on its way to it.");

    private final Subscribe subscribe;
    private final ConfirmSubscription confirmSubscription;

    SubscriptionController(Subscribe subscribe, ConfirmSubscription confirmSubscription) {
        this.subscribe = subscribe;
        this.confirmSubscription = confirmSubscription;
    }

    @PostMapping(path = "/api/subscriptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted subscribe(@RequestBody SubscriptionRequest asked, HttpServletRequest request) {
        subscribe.subscribe(asked.email(), asked.newsletters(), request.getRemoteAddr());
        return ACCEPTED;
    }

    @PostMapping(path = "/api/subscriptions/confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
    Confirmed confirm(@RequestBody ConfirmationRequest asked) {
        return new Confirmed("active", confirmSubscription.confirm(asked.token()));
    }

    record SubscriptionRequest(
            @Nullable String email, @Nullable List<@Nullable String> newsletters) {}

    record ConfirmationRequest(@Nullable String token) {}

    record Accepted(String message) {}

    record Confirmed(String state, List<String> newsletters) {}
}
