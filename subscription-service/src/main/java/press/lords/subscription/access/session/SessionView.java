package press.lords.subscription.access.session;

import java.time.Instant;

/** A session, to its reader. */
public record SessionView(String session, boolean current, Instant openedAt, Instant refreshedAt, Instant until) {}
