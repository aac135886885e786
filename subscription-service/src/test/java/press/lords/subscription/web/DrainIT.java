package press.lords.subscription.web;

import java.net.URI;

import press.lords.events.kafka.TestDatabase;
import press.lords.events.shutdown.DrainContractTests;
import press.lords.subscription.RunningService;

class DrainIT extends DrainContractTests {

    @Override
    protected Instance start(String setting) {
        RunningService service = RunningService.start(TestDatabase.name(), setting);
        return new Instance(URI.create(service.address("/")).getPort(), service);
    }

    @Override
    protected String path() {
        return "/oauth2/jwks";
    }
}
