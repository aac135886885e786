package press.lords.events.kafka;

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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case MongoTimeoutException _,
                    MongoSocketException _,
                    MongoConnectionPoolClearedException _,
                    MongoServerUnavailableException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _,
                    MongoWriteConcernException _ -> true;
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
