package press.lords.events.contract;

import press.lords.events.kafka.TestBroker;

/** The contract on the broker of all tests: one in this JVM, or one in a container with {@code -Pcontainers}. */
class BrokerContractIT extends BrokerContractTests {

    @Override
    public String bootstrapServers() {
        return TestBroker.bootstrapServers();
    }
}
