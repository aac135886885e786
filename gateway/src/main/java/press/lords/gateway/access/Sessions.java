package press.lords.gateway.access;

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

    private final ReaderTokens tokens;
    private final Withdrawals withdrawals;
    private final IssuerKeys keys;

    Sessions(ReaderTokens tokens, Withdrawals withdrawals, IssuerKeys keys) {
        this.tokens = tokens;
        this.withdrawals = withdrawals;
        this.keys = keys;
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
        Credentials.bearer(request).ifPresent(token -> {
            if (isWithdrawn(token)) {
                throw new AccessRefused(new AccessProblem.TokenRefused());
            }
            if (!READING.contains(request.getMethod())) {
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

    private boolean isWithdrawn(String token) {
        try {
            Jwt jwt = tokens.read(token);
            Instant issuedAt = jwt.getIssuedAt();
            String subject = jwt.getSubject();
            return subject != null
                    && issuedAt != null
                    && withdrawals.voids(subject, jwt.getClaimAsString("sid"), issuedAt);
        } catch (JwtException e) {
            return false;
        }
    }

    private Optional<Session> session(String token) {
        return tokens.session(token)
                .map(issued ->
                        withdrawals.whatIsLeftOf(issued).orElseThrow(() -> new BadJwtException("it was withdrawn")));
    }
}
