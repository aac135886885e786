package press.lords.subscription.staff;

import java.time.Instant;
import java.util.Set;

/** A program that acts for a member of the staff. */
record Client(String id, String owner, String name, Set<String> scopes, String secretHash, Instant createdAt) {

    @Override
    public String toString() {
        return "Client[" + id + "]";
    }
}
