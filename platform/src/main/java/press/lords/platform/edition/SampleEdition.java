package press.lords.platform.edition;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import press.lords.platform.edition.Edition.Story;
import tools.jackson.databind.JsonNode;

/**
 * Brings the sample edition into a press, once. Each step looks at what the newsroom has already, so a loading that
 * was interrupted is finished by the next one, and nothing is doubled.
 */
public final class SampleEdition {

    private final Path folder;
    private final Path loaded;
    private final Clock clock;
    private final ZoneId zone;

    /** @param loaded the file that remembers that it was done */
    public SampleEdition(Path folder, Path loaded, Clock clock, ZoneId zone) {
        this.folder = folder;
        this.loaded = loaded;
        this.clock = clock;
        this.zone = zone;
    }

    public boolean isLoaded() {
        return Files.exists(loaded);
    }

    /** Loads what is missing and answers how many stories the edition has. */
    public int load(HttpClient client, String gateway, String token) throws IOException, InterruptedException {
        var newsroom = new NewsroomApi(client, gateway, token);
        var edition = Edition.read(folder);
        newsroom.put("/api/site", newsroom.get("/api/site").etag(), edition.site());
        for (var category : edition.categories()) {
            newsroom.create("/api/categories", category);
        }
        for (var author : edition.authors()) {
            newsroom.create("/api/authors", author);
        }
        for (var story : edition.stories()) {
            newsroom.createFromMarkdown("/api/articles", Edition.text(folder, story));
        }
        var articles = bySlug(newsroom);
        for (var story : edition.stories()) {
            var article = articles.get(story.slug());
            if (article == null) {
                throw new IOException("Another article has the slug " + story.slug());
            }
            new StoryLine(newsroom, article).bring(story, this::tomorrow);
        }
        Files.writeString(loaded, clock.instant() + "\n");
        return edition.stories().size();
    }

    private String tomorrow(Story story) {
        var day = LocalDate.now(clock.withZone(zone)).plusDays(1);
        var time = LocalTime.parse(Objects.requireNonNull(story.tomorrowAt()));
        return day.atTime(time).atZone(zone).toInstant().toString();
    }

    private static Map<String, JsonNode> bySlug(NewsroomApi newsroom) throws IOException, InterruptedException {
        var articles = new HashMap<String, JsonNode>();
        var next = "";
        do {
            var page = newsroom.get("/api/articles?limit=50" + (next.isEmpty() ? "" : "&after=" + next))
                    .body();
            page.path("items")
                    .forEach(article -> articles.put(article.path("slug").asString(), article));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return articles;
    }
}
