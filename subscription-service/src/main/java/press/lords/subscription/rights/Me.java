package press.lords.subscription.rights;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A reader, to that reader. */
record Me(
        String subscriber,
        String email,
        String state,
        String access,
        List<String> newsletters,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        String session) {}
