package press.lords.subscription.access.session;

import java.time.Instant;

/**
 * A reader, or a member of the staff, signed in on one device.
 *
 * @param generation of its refresh token, counts from 1
 * @param refreshedAt when this generation was given out
 * @param until when it ends by itself
 * @param twoFactors whether more than a mail was shown for it
 */
record Session(
        String id,
        String subscriber,
        int generation,
        Instant openedAt,
        Instant refreshedAt,
        Instant until,
        boolean twoFactors) {}
