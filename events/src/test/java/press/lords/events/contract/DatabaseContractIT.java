package press.lords.events.contract;

import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestDatabase;

/** The contract on the database of all tests: one in memory, or MongoDB in a container with {@code -Pcontainers}. */
@OnContainers
class DatabaseContractIT extends DatabaseContractTests {

    @Override
    protected String uri() {
        return TestDatabase.uri();
    }
}
