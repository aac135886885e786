package press.lords.events.kafka;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

/**
 * A database that decisions are made by. What it acknowledges is in the journals of a majority of its servers, and what it answers can't be
 * rolled back; both are said here, since the defaults of the driver, of an address, and of a replica set's configuration may say otherwise.
 */
public final class DecisiveDatabase {

    private DecisiveDatabase() {}

    /** @param confirmedWithin how long a write waits for the majority; without a limit it waits for ever where there is none */
    public static MongoDatabase open(MongoClient client, String name, Duration confirmedWithin) {
        return client.getDatabase(name)
                .withWriteConcern(WriteConcern.MAJORITY
                        .withJournal(true)
                        .withWTimeout(confirmedWithin.toMillis(), TimeUnit.MILLISECONDS))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    /** The same database; refuses one that is used in another way. */
    public static MongoDatabase require(MongoDatabase database) {
        WriteConcern write = database.getWriteConcern();
        Integer confirmedWithin = write.getWTimeout(TimeUnit.MILLISECONDS);
        if (!"majority".equals(write.getWObject())
                || !Boolean.TRUE.equals(write.getJournal())
                || confirmedWithin == null
                || confirmedWithin == 0 // to the server that is no limit
                || !database.getReadConcern().equals(ReadConcern.MAJORITY)
                || !database.getReadPreference().equals(ReadPreference.primary())) {
            throw new IllegalStateException(
                    ("the database %s must be written to the journals of a majority within a time limit, and read from the primary as a"
                                    + " majority has it; it is used with %s, %s and %s")
                            .formatted(
                                    database.getName(),
                                    write,
                                    database.getReadConcern(),
                                    database.getReadPreference()));
        }
        return database;
    }
}
