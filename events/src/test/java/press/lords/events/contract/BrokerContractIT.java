package press.lords.events.contract;

import press.lords.events.kafka.OnContainers;
import press.lords.events.kafka.TestBroker;

/** The contract on the broker of all tests: one in this JVM, or one in a container with {@code -Pcontainers}. */
@OnContainers
class BrokerContractIT extends BrokerContractTests {

    @Override
    public String bootstrapServers() {
        return TestBroker.bootstrapServers();
    }
}
