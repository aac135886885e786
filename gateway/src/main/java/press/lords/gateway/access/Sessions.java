package press.lords.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Finds the session that a request belongs to. Nothing is asked of anyone: that would make reading as unreliable as the issuer. */
public final class Sessions {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final ReaderTokens tokens;
    private final Withdrawals withdrawals;
    private final IssuerKeys keys;
    private final Instant started;

    /** @param started when withdrawals began to be listened for, by a clock that the issuer's may differ from by {@link #CLOCKS_DIFFER} */
    Sessions(ReaderTokens tokens, Withdrawals withdrawals, IssuerKeys keys, Instant started) {
        this.tokens = tokens;
        this.withdrawals = withdrawals;
        this.keys = keys;
        this.started = started.plus(CLOCKS_DIFFER);
    }

    /**
     * A bearer's token must do, and stands before a cookie. A cookie that doesn't do is none: a browser goes on sending it after the session's
     * end, and its reader reads on as anyone.
     *
     * @throws AccessRefused when a bearer's token doesn't do
     */
    public Optional<Session> find(ServerHttpRequest request) {
        Optional<String> bearer = Credentials.bearer(request);
        try {
            return bearer.or(() -> Credentials.cookie(request)).flatMap(this::session);
        } catch (JwtException e) {
            if (bearer.isEmpty()) {
                return Optional.empty();
            }
            throw new AccessRefused(
                    keys.areKnown() ? new AccessProblem.TokenRefused() : new AccessProblem.KeysUnknown());
        }
    }

    /**
     * Refuses a bearer's token that was withdrawn, whoever is called: a service knows the issuer's keys, and nothing of what became of a reader, one
     * of the staff or a program since. Any other token is for the service to judge. Where it can't be told, reading goes on and changes wait.
     *
     * @throws AccessRefused when the token was withdrawn, or a change is asked for with one that may have been
     */
    public void refuseWithdrawn(ServerHttpRequest request) {
        Credentials.bearer(request).ifPresent(shown -> {
            Optional<Jwt> token = read(shown);
            if (token.filter(this::isWithdrawn).isPresent()) {
                throw new AccessRefused(new AccessProblem.TokenRefused());
            }
            if (!READING.contains(request.getMethod())
                    && token.filter(this::isSinceStart).isEmpty()) {
                refuseUntilItCanBeTold();
            }
        });
    }

    /** Whether all that a token is checked by is here. */
    boolean canTell() {
        return keys.areKnown() && withdrawals.areKnown();
    }

    private void refuseUntilItCanBeTold() {
        if (!keys.areKnown()) {
            throw new AccessRefused(new AccessProblem.KeysUnknown());
        }
        if (!withdrawals.areKnown()) {
            throw new AccessRefused(new AccessProblem.WithdrawalsUnknown());
        }
    }

    private Optional<Jwt> read(String token) {
        try {
            return Optional.of(tokens.read(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private boolean isWithdrawn(Jwt token) {
        Instant issuedAt = token.getIssuedAt();
        String subject = token.getSubject();
        return subject != null
                && issuedAt != null
                && withdrawals.voids(subject, token.getClaimAsString("sid"), issuedAt);
    }

    /** The issuer knows of every withdrawal before that, and gives none a token: so editors go on where the broker is away. */
    private boolean isSinceStart(Jwt token) {
        Instant issuedAt = token.getIssuedAt();
        return issuedAt != null && issuedAt.isAfter(started);
    }

    private Optional<Session> session(String token) {
        return tokens.session(token)
                .map(issued ->
                        withdrawals.whatIsLeftOf(issued).orElseThrow(() -> new BadJwtException("it was withdrawn")));
    }
}
