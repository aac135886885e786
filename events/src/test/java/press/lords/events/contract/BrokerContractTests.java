package press.lords.events.contract;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** All that the services rely on of Kafka. */
public abstract class BrokerContractTests implements TopicContract, SendingContract, ReadingContract {

    private @Nullable Admin admin;

    @BeforeEach
    void open() {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    @AfterEach
    void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    @Override
    public Admin admin() {
        return Objects.requireNonNull(admin);
    }
}
