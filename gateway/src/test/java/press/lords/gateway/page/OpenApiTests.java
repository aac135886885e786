package press.lords.gateway.page;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Change;
import press.lords.events.ArticleEvent.Published;
import press.lords.gateway.FakeView;
import press.lords.gateway.Fixtures;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;
import press.lords.gateway.MutableClock;
import press.lords.gateway.access.FakeIssuer;
import press.lords.gateway.view.Furniture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class OpenApiTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REQUESTS = 30;
    /** As they are sent, the long one last. */
    private static final List<String> NASTY = List.of(
            "-1",
            "0",
            "99999999999",
            "",
            "%00",
            "%ff",
            "%ed%a0%80",
            "%f0%9f%94%94",
            "%0d%0ax:%20y",
            "..%2f",
            "%2e%2e",
            ";x=y",
            "(((",
            "*",
            "%22",
            "%7b%24ne%3a1%7d",
            "%3cscript%3e",
            "bells",
            "a".repeat(3_000));

    @Autowired
    private FakeView view;

    @Autowired
    private MutableClock clock;

    @Autowired
    private FakeIssuer issuer;

    private Http http;
    private JsonNode document;

    @BeforeEach
    void furnish(@LocalServerPort int port) {
        http = new Http(port);
        clock.set(Fixtures.NOW);
        document = JSON.valueToTree(new Yaml().<Map<String, Object>>load(Http.text(http.get("/openapi.yaml"))));
        view.clear();
        view.furnish(Fixtures.furniture());
        view.add(Fixtures.anArticle("a1", "bells"));
        view.add(Fixtures.article(
                "a1",
                2,
                new Published(
                        Change.CORRECTION,
                        "Two bells.",
                        Fixtures.PUBLISHED_AT,
                        Fixtures.content("bells", Access.SUBSCRIBERS, "<p>One.</p><p>Two.</p>"))));
    }

    @Test
    void describesEachRouteAndNoOther() {
        assertThat(document.at("/paths").propertyNames())
                .containsExactlyInAnyOrderElementsOf(PageRoutes.ADDRESSES.keySet().stream()
                        .flatMap(pattern -> Stream.of(pattern.json(), pattern.html()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/pages/articles/bells, ArticlePage",
        "/api/pages/articles/bells/revisions/1, ArticlePage",
        "/api/pages/front, ListPage",
        "/api/pages/categories/world, ListPage",
        "/api/pages/authors/lp-staff-writers, ListPage",
        "/api/pages/archive/2025/10, ListPage",
        "/api/search?q=Bells, ListPage",
        "/api/pages/articles/unknown, Problem",
        "/api/pages/front?limit=0, Problem",
    })
    void describesWhatIsAnswered(String path, String schema) {
        assertThat(errors(schema, Http.text(http.get(path)))).isEmpty();

        view.furnish(new Furniture(Map.of(), null, null, null, Map.of()));
        String withoutFurniture = Http.text(http.get(path));
        assertThat(errors(withoutFurniture.contains("/problems/") ? "Problem" : schema, withoutFurniture))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/pages/articles/bells, ArticlePage",
        "/api/pages/articles/bells/revisions/2, ArticlePage",
        "/api/pages/front, ListPage",
        "/api/search?q=Bells, ListPage",
    })
    void describesWhatAReaderIsAnswered(String path, String schema) {
        JsonNode schemes = document.at("/components/securitySchemes");
        String cookie = schemes.at("/session/name").asString() + "=" + issuer.token();
        String bearer = schemes.at("/bearer/scheme").asString() + " " + issuer.token();

        String byCookie = Http.text(http.get(path, "Cookie", cookie));

        assertThat(errors(schema, byCookie)).isEmpty();
        assertThat(byCookie).contains("\"signedIn\":true");
        assertThat(Http.text(http.get(path, "Authorization", bearer))).isEqualTo(byCookie);
        assertThat(errors("Problem", Http.text(http.get(path, "Authorization", "Bearer x"))))
                .isEmpty();
    }

    @Test
    void wouldNoticeAFieldThatIsNotDescribed() {
        ObjectNode page = (ObjectNode) Http.json(http.get("/api/pages/articles/bells"));
        page.put("surprise", true);
        assertThat(errors("ArticlePage", page.toString())).isNotEmpty();
    }

    /** {@code -Dpress.seed} repeats a run. */
    @Test
    void nothingThatIsWrittenIntoAnAddressBreaksAPage() {
        long seed = Long.getLong("press.seed", System.nanoTime());
        document.at("/paths").propertyNames().forEach(path -> {
            Random random = new Random(seed + path.hashCode());
            List<String> parameters = parameters(path);
            for (int n = 0; n < REQUESTS; n++) {
                String address = address(path, parameters, random);
                HttpResponse<byte[]> answer = http.get(address);
                String sent = "seed %d: %.500s".formatted(seed, address);

                assertThat(answer.statusCode()).as(sent).isLessThan(500);
                if (answer.statusCode() >= 400) {
                    assertThat(answer.headers().firstValue("Content-Type"))
                            .as(sent)
                            .get()
                            .asString()
                            .matches("application/problem\\+json|text/html;charset=utf-8");
                }
            }
        });
    }

    private static String address(String path, List<String> parameters, Random random) {
        List<String> query = new ArrayList<>();
        String address = path;
        // One of them may be long: all together would be refused unread.
        int chosen = random.nextInt(Math.max(1, parameters.size()));
        for (int i = 0; i < parameters.size(); i++) {
            String value = NASTY.get(random.nextInt(i == chosen ? NASTY.size() : NASTY.size() - 1));
            String name = parameters.get(i);
            if (path.contains("{" + name + "}")) {
                address = address.replace("{" + name + "}", value);
            } else if (i == chosen || random.nextBoolean()) {
                query.add(name + "=" + value);
            }
        }
        return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }

    /** Those of the path and those of its one operation. */
    private List<String> parameters(String path) {
        JsonNode item = document.at("/paths").path(path);
        return Stream.concat(
                        item.path("parameters").valueStream(),
                        item.path("get").path("parameters").valueStream())
                .map(parameter -> parameter.has("$ref")
                        ? document.at(parameter.path("$ref").asString().substring(1))
                        : parameter)
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private List<Error> errors(String schema, String json) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.at("/components"));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
        return compiled.validate(json, InputFormat.JSON);
    }
}
