package press.lords.weather.web;

import java.util.Map;

import press.lords.events.kafka.TestBroker;
import press.lords.events.kafka.TestDatabase;
import press.lords.events.shutdown.DrainContractTests;
import press.lords.weather.ServiceUnderTest;

class DrainIT extends DrainContractTests {

    @Override
    protected Instance start(String setting) {
        String[] parts = setting.split("=", 2);
        ServiceUnderTest service = ServiceUnderTest.start(Map.of(
                "MONGO_URI",
                TestDatabase.uri(),
                "spring.mongodb.database",
                TestDatabase.name(),
                "KAFKA_BOOTSTRAP_SERVERS",
                TestBroker.bootstrapServers(),
                "WEATHER_PROVIDER",
                "recorded",
                parts[0],
                parts[1]));
        return new Instance(service.port(), service);
    }

    @Override
    protected String path() {
        return "/api/weather";
    }
}
