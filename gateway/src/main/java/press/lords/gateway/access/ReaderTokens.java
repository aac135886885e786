package press.lords.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import press.lords.events.ArticleEvent.Access;

/**
 * Reads access tokens, checked by the issuer's published keys, two fixed algorithms, issuer, audience and time, as every service of the press
 * does. What a token says of its own key is not asked.
 */
final class ReaderTokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final String READER = "reader";
    private static final OAuth2TokenValidatorResult VALID = OAuth2TokenValidatorResult.success();
    private static final OAuth2TokenValidatorResult TOO_LONG =
            OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));

    private final JwtDecoder decoder;

    ReaderTokens(IssuerKeys keys, AccessSettings settings, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            // Spring's validators below check the claims.
        });
        NimbusJwtDecoder nimbus = new NimbusJwtDecoder(processor);
        nimbus.setJwtValidator(validator(settings, clock));
        this.decoder = nimbus;
    }

    /**
     * Nothing when the token is good but no reader's: who holds it may read what anyone may.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException when the token is no good
     */
    Optional<Session> session(String token) {
        Jwt jwt = read(token);
        return isReaders(jwt) ? Optional.of(sessionOf(jwt)) : Optional.empty();
    }

    /**
     * Anyone's token, a program's too.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException when the token is no good
     */
    Jwt read(String token) {
        return decoder.decode(token);
    }

    private static Session sessionOf(Jwt token) {
        String subscriber = token.getSubject();
        String session = token.getClaimAsString("sid");
        Instant issuedAt = token.getIssuedAt();
        if (subscriber == null || session == null || issuedAt == null) {
            throw new BadJwtException("whose session it is isn't said");
        }
        boolean all = "subscribers".equals(token.getClaimAsString("access"));
        return new Session(subscriber, session, issuedAt, all ? Access.SUBSCRIBERS : Access.EVERYONE);
    }

    /** RFC 9068 has the scope's words in one string; Spring's issuer has a list. */
    private static boolean isReaders(Jwt token) {
        Object scope = token.getClaim("scope");
        return switch (scope) {
            case String words -> Arrays.asList(words.split(" ", -1)).contains(READER);
            case Collection<?> words -> words.contains(READER);
            case null, default -> false;
        };
    }

    private static OAuth2TokenValidator<Jwt> validator(AccessSettings settings, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setAllowEmptyExpiryClaim(false);
        time.setClock(clock);
        JwtIssuedAtValidator issuedAt = new JwtIssuedAtValidator(true);
        issuedAt.setClockSkew(CLOCK_SKEW);
        issuedAt.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                time,
                issuedAt,
                token -> isShortLived(token, settings.tokenLifetime()) ? VALID : TOO_LONG,
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(settings.audience()));
    }

    /** A longer one would outlive the memory of its withdrawal. */
    private static boolean isShortLived(Jwt token, Duration lifetime) {
        Instant issuedAt = token.getIssuedAt();
        Instant expiresAt = token.getExpiresAt();
        return issuedAt != null && expiresAt != null && !expiresAt.isAfter(issuedAt.plus(lifetime));
    }
}
