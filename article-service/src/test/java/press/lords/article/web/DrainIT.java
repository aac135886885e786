package press.lords.article.web;

import java.util.Map;

import press.lords.article.Newsroom;
import press.lords.events.shutdown.DrainContractTests;

class DrainIT extends DrainContractTests {

    @Override
    protected Instance start(String setting) {
        String[] parts = setting.split("=", 2);
        Newsroom newsroom = Newsroom.start(Map.of(parts[0], parts[1]));
        return new Instance(newsroom.port(), newsroom);
    }

    /** Refused for want of a token, by the service itself. */
    @Override
    protected String path() {
        return "/api/articles";
    }
}
