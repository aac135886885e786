package press.lords.gateway.web;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import press.lords.events.Topic;
import press.lords.events.kafka.TestBroker;
import press.lords.events.shutdown.DrainContractTests;
import press.lords.gateway.GatewayApplication;

class DrainIT extends DrainContractTests {

    @TempDir
    private Path directory;

    @BeforeEach
    void aLogToBeCompleteWith() throws Exception {
        TestBroker.empty();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(topic.topicName(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Override
    protected Instance start(String setting) {
        ConfigurableApplicationContext gateway = new SpringApplicationBuilder(GatewayApplication.class)
                .run(
                        "--" + setting,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "--press.view.dir=" + directory.resolve("view"),
                        "--press.access.jwks-uri=http://127.0.0.1:1/jwks",
                        "--press.access.patience=0s",
                        "--press.access.state-directory=" + directory.resolve("state"));
        String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        return new Instance(Integer.parseInt(port), gateway);
    }

    @Override
    protected String path() {
        return "/api/pages/front";
    }
}
