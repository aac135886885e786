package press.lords.events.kafka;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka and MongoDB as operators run them, each started at its first use and shared by all tests of this JVM. The Maven profile {@code containers} asks
 * for them; then nothing falls back on the embedded ones.
 */
final class Containers {

    private static final Logger log = LoggerFactory.getLogger(Containers.class);
    private static final long MOST_MEMORY = 1024L * 1024 * 1024;
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    private static final Once<KafkaContainer> KAFKA = new Once<>(Containers::kafka);
    private static final Once<MongoDBContainer> MONGO = new Once<>(Containers::mongo);

    private Containers() {}

    static String bootstrapServers() {
        return KAFKA.get().getBootstrapServers();
    }

    /** Asks the one member itself: the set's own name for it means nothing outside of the container. */
    static String mongoUri() {
        return MONGO.get().getConnectionString() + "/?directConnection=true";
    }

    private static KafkaContainer kafka() {
        return started(new KafkaContainer(image("press.containers.kafka", "apache/kafka"))
                .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx512m")
                // As operators must have it, and the embedded broker has.
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"));
    }

    private static MongoDBContainer mongo() {
        return started(new MongoDBContainer(image("press.containers.mongo", "mongo")).withReplicaSet());
    }

    private static DockerImageName image(String property, String compatibleWith) {
        return DockerImageName.parse(System.getProperty(property)).asCompatibleSubstituteFor(compatibleWith);
    }

    private static <C extends GenericContainer<C>> C started(C container) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Pcontainers runs these tests on containers, and no Docker engine answers: start one, or leave the profile out");
        }
        container.withStartupTimeout(STARTED_WITHIN).withCreateContainerCmdModifier(Containers::bound);
        container.start();
        log.info("these tests run on {} in a container", container.getDockerImageName());
        return container;
    }

    private static void bound(CreateContainerCmd command) {
        HostConfig host = command.getHostConfig();
        if (host != null) {
            host.withMemory(MOST_MEMORY).withMemorySwap(MOST_MEMORY);
        }
    }

    /** What didn't start for one test isn't waited for by the next ones. */
    private static final class Once<T> {

        private final Supplier<T> start;
        private @Nullable T started;
        private @Nullable RuntimeException failure;

        Once(Supplier<T> start) {
            this.start = start;
        }

        synchronized T get() {
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
            T value = started;
            if (value == null) {
                try {
                    value = start.get();
                    started = value;
                } catch (RuntimeException e) {
                    failure = e;
                    throw e;
                }
            }
            return value;
        }
    }
}
