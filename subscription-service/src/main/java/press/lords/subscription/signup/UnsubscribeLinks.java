package press.lords.subscription.signup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import press.lords.subscription.vault.KeyedHash;
import press.lords.subscription.vault.Vault;

/** Tokens of the links that end a newsletter. They are signed and stored nowhere, so the link of a mail of years ago is as good as today's. */
@Component
public class UnsubscribeLinks {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{22})\\.([a-z0-9-]{1,40})\\.([A-Za-z0-9_-]{43})");

    private final KeyedHash signatures;

    UnsubscribeLinks(Vault vault) {
        this.signatures = vault.keyedHash("unsubscribe-links");
    }

    record Named(String subscriber, String newsletter) {}

    public String token(String subscriber, String newsletter) {
        String named = subscriber + "." + newsletter;
        return named + "." + signatures.of(named);
    }

    /** Empty when it isn't one that we made. */
    Optional<Named> read(String token) {
        Matcher parts = FORM.matcher(token);
        return parts.matches() && signatures.matches(parts.group(1) + "." + parts.group(2), parts.group(3))
                ? Optional.of(new Named(parts.group(1), parts.group(2)))
                : Optional.empty();
    }
}
