package press.lords.subscription.signup;

import java.util.Base64;
import java.util.Optional;

import org.springframework.stereotype.Component;
import press.lords.subscription.vault.CannotOpen;
import press.lords.subscription.vault.Compartment;
import press.lords.subscription.vault.Vault;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tokens of the links that end a newsletter. They are stored nowhere, so the link of a mail of years ago is as good as today's; and sealed, so a
 * mail tells nobody the id of its reader.
 */
@Component
public class UnsubscribeLinks {

    private static final String LABEL = "unsubscribe";
    private static final int LONGEST = 400;

    private final Compartment compartment;

    UnsubscribeLinks(Vault vault) {
        this.compartment = vault.compartment("unsubscribe-links");
    }

    record Named(String subscriber, String newsletter) {}

    public String token(String subscriber, String newsletter) {
        byte[] named = (subscriber + "/" + newsletter).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(compartment.seal(named, LABEL));
    }

    /** Empty when it isn't one that we made. */
    Optional<Named> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String named = new String(compartment.open(Base64.getUrlDecoder().decode(token), LABEL), UTF_8);
            int slash = named.indexOf('/');
            return Optional.of(new Named(named.substring(0, slash), named.substring(slash + 1)));
        } catch (CannotOpen | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
