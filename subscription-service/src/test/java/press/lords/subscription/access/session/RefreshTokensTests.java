package press.lords.subscription.access.session;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import press.lords.subscription.RunningService;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.vault.Vaults;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTokensTests {

    private final RefreshTokens tokens = new RefreshTokens(Vaults.withKey(RunningService.ENCRYPTION_KEY));

    @Test
    void nameSessionAndGeneration() {
        String session = Secrets.id();

        assertThat(tokens.read(tokens.of(session(session, 7)))).hasValue(new RefreshTokens.RefreshToken(session, 7));
    }

    @Test
    void areOthersInEachGeneration() {
        String session = Secrets.id();
        String first = tokens.of(session(session, 1));

        String hash = first.substring(first.lastIndexOf('.'));
        assertThat(tokens.of(session(session, 2))).doesNotEndWith(hash);
        assertThat(tokens.read(first.replace(".1.", ".2."))).isEmpty();
    }

    @Test
    void areNothingThatCanBeGuessed() {
        assertThat(tokens.read(Secrets.id() + ".1." + Secrets.token())).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read(Secrets.id() + ".99999999999.x")).isEmpty();
    }

    private static Session session(String id, int generation) {
        return new Session(id, "reader", generation, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, false);
    }
}
