package press.lords.subscription.newsletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.subscription.newsletter.Issue.State;

/** The latest issues, without what stands in them: for operators. */
@Repository
public class IssueOverview {

    private final MongoCollection<Document> heads;

    IssueOverview(MongoDatabase database) {
        this.heads = database.getCollection("issues");
    }

    /** @param candidates how many readers are to get it, null while they are being listed */
    public record Line(
            String issue,
            State state,
            int edition,
            Instant createdAt,
            @Nullable Long candidates) {}

    public List<Line> latest(int limit) {
        return heads.find()
                .sort(new Document("createdAt", -1))
                .limit(limit)
                .map(IssueOverview::line)
                .into(new ArrayList<>());
    }

    private static Line line(Document head) {
        Number candidates = head.get("candidates", Number.class);
        return new Line(
                head.getString("_id"),
                State.valueOf(head.getString("state")),
                head.getInteger("edition", 0),
                head.getDate("createdAt").toInstant(),
                candidates == null ? null : candidates.longValue());
    }
}
