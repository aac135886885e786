package press.lords.weather.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import press.lords.weather.observation.NoObservation;
import press.lords.weather.observation.NoObservation.Reason;
import press.lords.weather.provider.ProviderSettings.Limits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** GETs JSON from a provider and trusts nothing of the answer: not its address, type, size or speed. Addresses are never logged, one holds a key. */
final class JsonCalls {

    private final HttpClient client;
    private final Limits limits;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    JsonCalls(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    <T> T get(URI address, Class<T> type) throws NoObservation {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(limits.answer())
                .header("Accept", "application/json")
                .header("User-Agent", "lords-press-weather/1")
                .build();
        HttpResponse<byte[]> response = call(request);
        checkStatus(response);
        checkType(response);
        try {
            T value = json.readValue(response.body(), type);
            if (value == null) {
                throw new NoObservation(Reason.UNREADABLE);
            }
            return value;
        } catch (JacksonException | StackOverflowError e) {
            throw because(Reason.UNREADABLE, e);
        }
    }

    /** The time-out is for the whole answer: a body that drips byte by byte is cut too. */
    private HttpResponse<byte[]> call(HttpRequest request) throws NoObservation {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.size().toBytes()));
        try {
            return answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw because(Reason.TOO_SLOW, e);
        } catch (ExecutionException e) {
            throw because(reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because(Reason.BROKEN_OFF, e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Reason reason(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> Reason.UNREACHABLE;
            case HttpTimeoutException e -> Reason.TOO_SLOW;
            case ConnectException e -> Reason.UNREACHABLE;
            case UnresolvedAddressException e -> Reason.UNREACHABLE;
            case IOException e -> Reason.BROKEN_OFF;
            case null, default -> Reason.FAILED;
        };
    }

    private void checkStatus(HttpResponse<byte[]> response) throws NoObservation {
        int status = response.statusCode();
        if (status == 200) {
            return;
        }
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                .orElse(null);
        throw new NoObservation(
                switch (status / 100) {
                    case 3 -> Reason.REDIRECTED;
                    case 4 -> status == 429 ? Reason.THROTTLED : Reason.REFUSED;
                    default -> Reason.FAILED;
                },
                retryAfter);
    }

    private static void checkType(HttpResponse<byte[]> response) throws NoObservation {
        String type = response.headers().firstValue("Content-Type").orElse("");
        try {
            MediaType mediaType = MediaType.parseMediaType(type);
            boolean utf8 = mediaType.getCharset() == null || UTF_8.equals(mediaType.getCharset());
            boolean plain = response.headers().firstValue("Content-Encoding").isEmpty();
            if (!mediaType.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || !utf8 || !plain) {
                throw new NoObservation(Reason.NOT_JSON);
            }
        } catch (InvalidMediaTypeException e) {
            throw because(Reason.NOT_JSON, e);
        }
    }

    private static NoObservation because(Reason reason, Throwable cause) {
        NoObservation noObservation = new NoObservation(reason);
        noObservation.initCause(cause);
        return noObservation;
    }
}
