package press.lords.subscription.access.session;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final IssuerSettings issuer;
    private final Clock clock;

    AccessTokens(TokenKeys keys, IssuerSettings issuer, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys);
        this.decoder = decoder(keys, issuer, clock);
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param tokensFrom before which no token is good; one that is issued in the very second counts from there */
    String issue(Reader reader, @Nullable Instant tokensFrom) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant issued = tokensFrom == null || tokensFrom.isBefore(now) ? now : tokensFrom;
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer.uri())
                .audience(List.of(issuer.audience()))
                .subject(reader.subscriber())
                .claim("sid", reader.session())
                .claim("scope", SCOPE)
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
    Optional<Jwt> read(String token) {
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
                new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtClaimValidator<Object>("scope", SCOPE::equals),
                new JwtClaimValidator<>("sid", session -> session instanceof String)));
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
