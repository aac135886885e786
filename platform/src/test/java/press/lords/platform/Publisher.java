package press.lords.platform;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Publishes while things break, and remembers what was acknowledged: an answer that never came acknowledges nothing. */
final class Publisher {

    private final Desk desk;
    private final Map<String, Publication> acknowledged;

    Publisher(Desk desk) {
        this(desk, new ConcurrentHashMap<>());
    }

    private Publisher(Desk desk, Map<String, Publication> acknowledged) {
        this.desk = desk;
        this.acknowledged = acknowledged;
    }

    /** What the newsroom promised to keep. */
    record Publication(String id, String slug, int revision, String page, String position) {

        String key() {
            return id + "/" + revision;
        }
    }

    /** Another one at another door, with the same memory. */
    Publisher at(Desk other) {
        return new Publisher(other, acknowledged);
    }

    Map<String, Publication> acknowledged() {
        return acknowledged;
    }

    /** Drafts an article that must be there, and answers its id. */
    String draft(String slug) throws IOException, InterruptedException {
        var created = desk.edit("POST", "/api/articles", "", Desk.article(slug, "0"));
        if (created.status() != 201) {
            throw new IllegalStateException("no draft: " + created);
        }
        return created.text("id");
    }

    /** Rewrites the draft if nobody else is faster, and publishes. */
    Optional<Publication> publish(String id, String slug, String body) throws InterruptedException {
        try {
            var path = "/api/articles/" + id;
            var before = desk.look(path);
            if (before.status() == 200) {
                desk.edit("PUT", path, before.etag(), Desk.article(slug, body));
            }
            return publish(id);
        } catch (IOException nobodyAnswered) {
            return Optional.empty();
        }
    }

    Optional<Publication> publish(String id) throws InterruptedException {
        try {
            var answer = desk.edit("POST", "/api/articles/" + id + "/publication", "", Map.of());
            if (answer.status() / 100 != 2) {
                return Optional.empty();
            }
            var publication = new Publication(
                    answer.text("id"),
                    answer.text("slug"),
                    answer.body().path("revision").asInt(),
                    answer.text("page"),
                    answer.text("position"));
            acknowledged.put(publication.key(), publication);
            return Optional.of(publication);
        } catch (IOException nobodyAnswered) {
            return Optional.empty();
        }
    }
}
