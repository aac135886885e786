package press.lords.subscription.access.session;

/** Who calls: a reader, in a session of theirs. */
public record Reader(String subscriber, String session) {}
