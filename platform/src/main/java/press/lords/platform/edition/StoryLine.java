package press.lords.platform.edition;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

import press.lords.platform.edition.Edition.Correction;
import press.lords.platform.edition.Edition.Story;
import tools.jackson.databind.JsonNode;

/** Brings one article from where the newsroom has it to where its story ends. */
final class StoryLine {

    private final NewsroomApi newsroom;
    private final String path;
    private final String state;
    private final int revision;

    StoryLine(NewsroomApi newsroom, JsonNode article) {
        this.newsroom = newsroom;
        path = "/api/articles/" + article.path("id").asString();
        state = article.path("state").asString();
        revision = article.path("revision").asInt(0);
    }

    void bring(Story story, Function<Story, String> due) throws IOException, InterruptedException {
        if (story.tomorrowAt() != null) {
            if (state.equals("draft") && revision == 0) {
                newsroom.put(path + "/schedule", newsroom.get(path).etag(), Map.of("at", due.apply(story)));
            }
            return;
        }
        if (revision == 0) {
            newsroom.post(path + "/publication", Map.of());
        }
        if (story.correction() != null && revision <= 1) {
            correct(story.correction());
        }
        if (story.retraction() != null && !state.equals("retracted")) {
            newsroom.delete(path + "/publication", Map.of("reason", story.retraction()));
        }
    }

    private void correct(Correction correction) throws IOException, InterruptedException {
        var article = newsroom.get(path);
        var body = article.body().path("body").asString();
        var corrected = body.replace(correction.wrong(), correction.right());
        if (!corrected.equals(body)) {
            newsroom.put(path, article.etag(), Map.of("body", corrected));
        }
        newsroom.post(path + "/publication", Map.of("kind", "correction", "note", correction.note()));
    }
}
