package press.lords.platform.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import press.lords.platform.edition.Edition.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample edition as it lies in the source tree. */
class EditionTests {

    private static final Path FOLDER = Path.of("sample");

    private static Edition edition;

    @BeforeAll
    static void read() throws IOException {
        edition = Edition.read(FOLDER);
    }

    @Test
    void hasAFileForEveryStoryAndAStoryForEveryFile() throws IOException {
        try (var files = Files.list(FOLDER.resolve("articles"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(edition.stories().stream()
                            .map(story -> story.slug() + ".md")
                            .toList());
        }
        for (var story : edition.stories()) {
            assertThat(frontMatter(story).path("slug").asString()).isEqualTo(story.slug());
        }
    }

    @Test
    void showsEveryKindOfStoryAndWhatMayBecomeOfOne() throws IOException {
        var kinds = new HashSet<String>();
        var access = new HashSet<String>();
        for (var story : edition.stories()) {
            kinds.add(frontMatter(story).path("kind").asString());
            access.add(frontMatter(story).path("access").asString());
        }
        assertThat(edition.stories()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(kinds).containsExactlyInAnyOrder("news", "special-report", "notice");
        assertThat(access).containsExactlyInAnyOrder("everyone", "subscribers");
        assertThat(edition.stories()).anyMatch(story -> story.correction() != null);
        assertThat(edition.stories()).anyMatch(story -> story.retraction() != null);
        assertThat(edition.stories()).anyMatch(story -> story.tomorrowAt() != null);
    }

    @Test
    void namesOnlyAuthorsAndCategoriesThatItBrings() throws IOException {
        var authors = slugs(edition.authors());
        var categories = slugs(edition.categories());
        for (var story : edition.stories()) {
            assertThat(authors).containsAll(texts(frontMatter(story).path("authors")));
            assertThat(categories).containsAll(texts(frontMatter(story).path("categories")));
        }
    }

    @Test
    void bringsParentsBeforeTheirChildren() {
        var before = new HashSet<String>();
        for (var category : edition.categories()) {
            if (category.containsKey("parent")) {
                assertThat(before).contains(category.get("parent"));
            }
            before.add(category.get("slug"));
        }
    }

    @Test
    void correctsWhatTheStorySays() throws IOException {
        for (var story : edition.stories()) {
            if (story.correction() != null) {
                assertThat(Edition.text(FOLDER, story))
                        .containsOnlyOnce(story.correction().wrong())
                        .doesNotContain(story.correction().right());
            }
        }
    }

    private static JsonNode frontMatter(Story story) throws IOException {
        var text = Edition.text(FOLDER, story);
        return new YAMLMapper().readTree(text.substring(0, text.indexOf("\n---\n")));
    }

    private static Set<String> slugs(List<Map<String, String>> things) {
        return things.stream().map(thing -> thing.getOrDefault("slug", "")).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
