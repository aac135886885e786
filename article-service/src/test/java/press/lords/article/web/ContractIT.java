package press.lords.article.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import press.lords.article.Newsroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The documents that describe the contract against the code that keeps it. */
class ContractIT {

    private static final Set<String> METHODS = Arrays.stream(RequestMethod.values())
            .map(method -> method.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    private final Map<String, Object> openapi = new Yaml().load(resource("static/openapi.yaml"));

    @Test
    void anyoneMayFetchIt() throws IOException, InterruptedException {
        HttpRequest anyone = Newsroom.shared().anonymous("/openapi.yaml").build();

        HttpResponse<String> fetched = HttpClient.newHttpClient().send(anyone, BodyHandlers.ofString());

        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(resource("static/openapi.yaml"));
    }

    @Test
    void everyCallIsDescribedAndNothingElseIs() {
        Set<String> served = new TreeSet<>();
        Newsroom.shared()
                .bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(
                                        method -> served.add(method.name().toLowerCase(Locale.ROOT) + " " + pattern))));
        Set<String> described = new TreeSet<>();
        fields(openapi, "paths")
                .forEach((path, item) -> fields(item).keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> described.add(method + " " + path)));

        assertThat(described).isEqualTo(served).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ArticleRequest, publishing.ArticleRequest",
        "Article, publishing.ArticleView",
        "PublicationRequest, publishing.PublicationRequest",
        "Publication, publishing.PublicationView",
        "RetractionRequest, publishing.RetractionRequest",
        "ScheduleRequest, publishing.ScheduleRequest",
        "Revision, archive.RevisionView",
        "Content, archive.RevisionView$ContentView",
        "AuthorRequest, author.AuthorRequest",
        "Author, author.AuthorController$AuthorView",
        "CategoryRequest, category.CategoryRequest",
        "Category, category.CategoryController$CategoryView",
        "SiteRequest, site.SiteRequest",
        "Site, site.SiteController$SiteView",
        "Follow, site.SiteRequest$FollowRequest",
        "Sponsor, site.SiteRequest$SponsorRequest",
        "Newsletter, site.SiteRequest$NewsletterRequest"
    })
    void everyFieldIsDescribedAndNothingElseIs(String schema, String type) throws ClassNotFoundException {
        RecordComponent[] components =
                Class.forName("press.lords.article." + type).getRecordComponents();

        assertThat(fields(openapi, "components", "schemas", schema, "properties")
                        .keySet())
                .containsExactlyElementsOf(
                        Stream.of(components).map(RecordComponent::getName).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        collectReferences(openapi, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                fields(openapi, reference.replace("#/", "").split("/", -1)))
                        .isNotEmpty());
    }

    @Test
    void everyProblemIsListedAndNothingElseIs() {
        List<String> listed = resource("problems.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceAll("^\\| `([^`]+)` \\| (\\d+) \\|.*", "$1 $2"))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type ->
                                "/problems/" + type.slug() + " " + type.status().value())
                        .toList());
    }

    private static void collectReferences(Object node, Set<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name.equals("$ref")) {
                    references.add((String) value);
                } else {
                    collectReferences(value, references);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> collectReferences(element, references));
        }
    }

    private static Map<String, Object> fields(Object node, String... path) {
        Map<String, Object> fields = asFields(node);
        for (String name : path) {
            Object next = fields.get(name);
            assertThat(next).as(name).isNotNull();
            fields = asFields(next);
        }
        return fields;
    }

    @SuppressWarnings("unchecked") // the keys of our YAML are text
    private static Map<String, Object> asFields(Object node) {
        return (Map<String, Object>) node;
    }

    private static String resource(String name) {
        try (InputStream resource = ContractIT.class.getResourceAsStream("/" + name)) {
            assertThat(resource).as(name).isNotNull();
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
