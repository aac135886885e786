package press.lords.gateway.access;

import java.time.Instant;

import press.lords.events.ArticleEvent.Access;

/**
 * A reader's session, as an access token tells it.
 *
 * @param subscriber the reader's opaque id
 * @param access what the reader may read all of
 */
public record Session(String subscriber, String id, Instant issuedAt, Access access) {

    Session with(Access less) {
        return new Session(subscriber, id, issuedAt, less);
    }
}
