package press.lords.subscription.access.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What signing in and refreshing answer. Times are in seconds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionAnswer(
        String session,
        long expiresIn,
        long refreshExpiresIn,
        @Nullable String tokenType,
        @Nullable String accessToken,
        @Nullable String refreshToken) {

    static SessionAnswer withTokens(Credentials.Pair pair) {
        return new SessionAnswer(
                pair.session(),
                pair.accessGoodFor().toSeconds(),
                pair.refreshGoodFor().toSeconds(),
                "Bearer",
                pair.access(),
                pair.refresh());
    }

    static SessionAnswer withoutTokens(Credentials.Pair pair) {
        return new SessionAnswer(
                pair.session(),
                pair.accessGoodFor().toSeconds(),
                pair.refreshGoodFor().toSeconds(),
                null,
                null,
                null);
    }
}
