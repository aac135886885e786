package press.lords.subscription.access.session;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import press.lords.subscription.access.IssuerSettings;
import press.lords.subscription.access.signing.TokenKeys;

/** Readers' access tokens: JWTs signed as those of programs are, so that whoever checks one checks both. */
@Component
class AccessTokens {

    private static final String SCOPE = "reader";
    private static final String SESSION = "sid";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final IssuerSettings issuer;

    AccessTokens(TokenKeys keys, IssuerSettings issuer, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys);
        this.decoder = decoder(keys, issuer, clock);
        this.issuer = issuer;
    }

    /**
     * @param scopes besides a reader's own
     * @param at the present, or a moment ago
     * @param tokensFrom before which no token is good; one that is issued in the very second counts from there
     */
    String issue(Reader reader, Set<String> scopes, Instant at, @Nullable Instant tokensFrom) {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        Instant issued = tokensFrom == null || tokensFrom.isBefore(now) ? now : tokensFrom;
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer.uri())
                .audience(List.of(issuer.audience()))
                .subject(reader.subscriber())
                .claim(SESSION, reader.session())
                .claim(
                        "scope",
                        Stream.concat(Stream.of(SCOPE), new TreeSet<>(scopes).stream())
                                .collect(Collectors.joining(" ")))
                .claim("access", "subscribers")
                .issuedAt(issued)
                .notBefore(now)
                .expiresAt(now.plus(issuer.tokenLifetime()))
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    Duration lifetime() {
        return issuer.tokenLifetime();
    }

    /** A reader's token that is good by itself; whether its session is still open is for others to say. */
    Optional<Jwt> readers(String token) {
        return read(token).filter(jwt -> scopes(jwt).contains(SCOPE) && jwt.getClaim(SESSION) instanceof String);
    }

    /** A program's token that is good by itself; whether it still is one of ours is for others to say. */
    Optional<Jwt> programs(String token) {
        return read(token).filter(jwt -> !jwt.hasClaim(SESSION) && jwt.hasClaim("client_id"));
    }

    /** RFC 9068 has the scope's words in one string; the library that writes programs' tokens has a list. */
    static Set<String> scopes(Jwt token) {
        Object scope = token.getClaim("scope");
        return switch (scope) {
            case String words -> Arrays.stream(words.split(" ", -1)).collect(Collectors.toSet());
            case Collection<?> words -> words.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    private Optional<Jwt> read(String token) {
        try {
            return Optional.of(decoder.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private static JwtDecoder decoder(TokenKeys keys, IssuerSettings issuer, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256), (selector, _) -> selector.select(published(keys))));
        processor.setJWTClaimsSetVerifier((_, _) -> {
            // The validators below check the claims.
        });
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer.uri()),
                new JwtAudienceValidator(issuer.audience()),
                new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null)));
        return decoder;
    }

    private static JWKSet published(TokenKeys keys) {
        try {
            return JWKSet.parse(keys.published());
        } catch (ParseException e) {
            throw new IllegalStateException("our own keys can't be read", e);
        }
    }
}
