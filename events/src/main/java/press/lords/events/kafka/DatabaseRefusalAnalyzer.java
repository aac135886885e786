package press.lords.events.kafka;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Services make their indexes when they start, and write them as they write everything. What the database has against it the operator reads in two
 * lines: what is wrong, and what to do.
 */
final class DatabaseRefusalAnalyzer extends AbstractFailureAnalyzer<MongoException> {

    private static final int UNAUTHORIZED = 13;
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int INDEX_KEY_SPECS_CONFLICT = 86;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MongoException cause) {
        return switch (cause) {
            case MongoSecurityException refused
            when !DatabaseAway.caused(refused) ->
                new FailureAnalysis(
                        "MongoDB lets nobody in with the name and password of its address.",
                        "Correct them in MONGO_URI, or its authSource.",
                        cause);
            case MongoServerException refusal when refusal(refusal) != null -> refusal(refusal);
            case MongoException unconfirmed
            when DatabaseAway.isWithoutMajority(unconfirmed) ->
                new FailureAnalysis(
                        "MongoDB answers, but not with a majority of its servers that confirms what is written: "
                                + firstLine(unconfirmed),
                        "See to it that more of its servers run and that one of them is primary; then start the service again.",
                        cause);
            default -> null;
        };
    }

    private static @Nullable FailureAnalysis refusal(MongoServerException refusal) {
        return switch (refusal.getCode()) {
            case UNAUTHORIZED ->
                new FailureAnalysis(
                        "The user in MongoDB's address may not do what the service does: " + firstLine(refusal),
                        "Give the user the role readWrite on each of the service's databases.",
                        refusal);
            case INDEX_OPTIONS_CONFLICT, INDEX_KEY_SPECS_CONFLICT ->
                new FailureAnalysis(
                        "There is an index that isn't as the service relies on it: " + firstLine(refusal),
                        "Drop that index; the service makes its own when it starts.",
                        refusal);
            default ->
                ErrorCategory.fromErrorCode(refusal.getCode()) == ErrorCategory.DUPLICATE_KEY
                        ? new FailureAnalysis(
                                "What may be there once is there twice, so an index can't be made: "
                                        + firstLine(refusal),
                                "Find the documents and decide which one stays; then start the service again.",
                                refusal)
                        : null;
        };
    }

    /** Up to the value that is there twice: it may be a reader's. */
    private static String firstLine(MongoException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("").split(" dup key", 2)[0];
    }
}
