package press.lords.subscription.web;

import java.io.InputStream;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the service's calls. */
public final class OpenApi {

    private OpenApi() {}

    public static JsonNode document() {
        InputStream stream = OpenApi.class.getResourceAsStream("/static/openapi.yaml");
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> read = new Yaml(strict).load(stream);
        return new JsonMapper().valueToTree(read);
    }
}
