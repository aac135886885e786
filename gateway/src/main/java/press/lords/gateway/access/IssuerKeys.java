package press.lords.gateway.access;

import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import press.lords.gateway.StartOrder;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The issuer's public keys as they were last seen. They are read in the background and kept on disk, so that no reader ever waits for them and
 * sessions are checked on while the issuer is away, also after a restart.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final int LOOKS = 10;
    private static final int MAX_BYTES = 100_000;

    private final URI address;
    private final KeysOnDisk disk;
    private final Duration every;
    private final Duration soon;
    // Follows no redirects.
    private final WebClient issuer = WebClient.builder()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_BYTES))
            .build();

    private volatile JWKSet keys = new JWKSet();
    private volatile boolean wanted = true;
    private volatile long askedAt;
    private volatile boolean answers = true;
    private volatile @Nullable Disposable asking;

    /**
     * @param every how often keys are read that nobody misses
     * @param soon until they are read again after there was no answer, or after a token named one that isn't among them
     */
    IssuerKeys(URI address, KeysOnDisk disk, Duration every, Duration soon) {
        this.address = address;
        this.disk = disk;
        this.every = every;
        this.soon = soon;
        this.askedAt = System.nanoTime() - soon.toNanos();
        disk.read().ifPresent(this::recall);
    }

    @Override
    public void start() {
        asking = Flux.interval(Duration.ZERO, soon.dividedBy(LOOKS))
                .onBackpressureDrop()
                .concatMap(look -> isDue() ? ask() : Mono.empty(), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable stopped = asking;
        asking = null;
        if (stopped != null) {
            stopped.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return asking != null;
    }

    @Override
    public int getPhase() {
        return StartOrder.BEFORE_THE_WEB_SERVER;
    }

    boolean areKnown() {
        return !keys.isEmpty();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = selector.select(keys);
        if (found.isEmpty()) {
            wanted = true;
        }
        return found;
    }

    private boolean isDue() {
        return System.nanoTime() - askedAt >= patience().toNanos();
    }

    /** Whoever wants to change something waits for the first ones. */
    private Duration patience() {
        if (!areKnown()) {
            return soon.dividedBy(LOOKS);
        }
        return wanted ? soon : every;
    }

    private Mono<Void> ask() {
        // Now, not when it is answered: a key that is missed meanwhile may not be in that answer.
        wanted = false;
        return issuer.get()
                .uri(address)
                .retrieve()
                .onStatus(status -> !status.is2xxSuccessful(), ClientResponse::createException)
                .bodyToMono(String.class)
                .timeout(ANSWER_WITHIN)
                .publishOn(Schedulers.boundedElastic()) // for the disk
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("an empty answer")))
                .doOnNext(this::learn)
                .doOnError(this::miss)
                .onErrorComplete()
                .doFinally(end -> askedAt = System.nanoTime())
                .then();
    }

    /** Also called by tests, which have no issuer to ask. */
    void learn(String jwks) {
        JWKSet learnt = parsed(jwks);
        if (!learnt.toString().equals(keys.toString())) {
            keys = learnt;
            disk.write(learnt.toString());
        }
        if (!answers) {
            log.info("the issuer's keys can be read again");
        }
        answers = true;
    }

    private void miss(Throwable failure) {
        wanted = true;
        if (answers) {
            log.warn("the issuer's keys can't be read, going on with {} known: {}", keys.size(), failure.toString());
        }
        answers = false;
    }

    private void recall(String jwks) {
        try {
            keys = parsed(jwks);
        } catch (IllegalArgumentException e) {
            log.warn("the issuer's keys on disk are none: {}", e.toString());
        }
    }

    /** Nothing that isn't a set with a public key takes the place of what is known. */
    private static JWKSet parsed(String jwks) {
        try {
            JWKSet keys = JWKSet.parse(jwks).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no keys");
            }
            return keys;
        } catch (ParseException e) {
            throw new IllegalArgumentException("no JWKS", e);
        }
    }
}
