package press.lords.events.kafka;

import java.util.function.Predicate;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import org.jspecify.annotations.Nullable;

/** Tells the database's absence from other failures: no server answers, none may write, or too few are there to confirm what one wrote. */
final class DatabaseAway {

    private static final int WRITE_CONCERN_TIMEOUT = 64;
    private static final int WRITE_CONCERN_UNSATISFIABLE = 100;

    private DatabaseAway() {}

    static boolean caused(@Nullable Throwable failure) {
        return isSilent(failure) || isWithoutMajority(failure);
    }

    /** No server answers, or the one that did is gone. */
    static boolean isSilent(@Nullable Throwable failure) {
        return isAmongCauses(failure, DatabaseAway::isSilence);
    }

    /** Servers answer, but none that may write, or too few of them confirm it. */
    static boolean isWithoutMajority(@Nullable Throwable failure) {
        return isAmongCauses(failure, DatabaseAway::isLackOfMajority);
    }

    private static boolean isAmongCauses(@Nullable Throwable failure, Predicate<Throwable> sought) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (sought.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSilence(Throwable cause) {
        return cause instanceof MongoTimeoutException
                || cause instanceof MongoSocketException
                || cause instanceof MongoConnectionPoolClearedException
                || cause instanceof MongoServerUnavailableException;
    }

    private static boolean isLackOfMajority(Throwable cause) {
        return switch (cause) {
            case MongoNotPrimaryException _, MongoNodeIsRecoveringException _, MongoWriteConcernException _ -> true;
            // Even when writes were refused too: those say so again once the majority is back.
            case MongoBulkWriteException bulk -> bulk.getWriteConcernError() != null;
            case ClientBulkWriteException bulk -> !bulk.getWriteConcernErrors().isEmpty();
            case MongoCommandException command ->
                command.getErrorCode() == WRITE_CONCERN_TIMEOUT
                        || command.getErrorCode() == WRITE_CONCERN_UNSATISFIABLE;
            default -> false;
        };
    }
}
