package press.lords.events.contract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import press.lords.events.kafka.TestDatabase;

/** All that the services rely on of MongoDB. What a database doesn't keep of it is a fault of it, or of us who rely on more than MongoDB promises. */
public abstract class DatabaseContractTests
        implements IndexContract,
                UpdateContract,
                RaceContract,
                UpsertContract,
                BulkContract,
                FilterContract,
                OrderContract,
                SumContract,
                ValueContract {

    private MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
    private MongoDatabase database = TestDatabase.in(client);

    /** Where the database is. */
    protected abstract String uri();

    @BeforeEach
    void open() {
        client.close();
        client = MongoClients.create(uri());
        database = TestDatabase.in(client);
    }

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Override
    public MongoDatabase database() {
        return database;
    }
}
