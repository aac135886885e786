package press.lords.subscription.access;

import java.util.Optional;
import java.util.Set;

/** Programs that members of the staff let act for them. */
public interface StaffClients {

    /** A client that may have tokens at this moment: neither it nor its owner's right to its scopes has ended. */
    Optional<StaffClient> find(String id);

    /** @param secretHash by {@link press.lords.subscription.signup.Secrets#hash} */
    record StaffClient(String id, String secretHash, Set<String> scopes) {

        @Override
        public String toString() {
            return "StaffClient[" + id + "]";
        }
    }
}
