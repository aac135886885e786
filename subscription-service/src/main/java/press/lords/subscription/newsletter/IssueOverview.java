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

    /** @param listed how many readers it was listed for, null while it is being listed */
    public record Line(
            String issue,
            State state,
            int edition,
            Instant createdAt,
            @Nullable Long listed) {}

    public List<Line> latest(int limit) {
        return heads.find()
                .sort(new Document("createdAt", -1))
                .limit(limit)
                .map(head -> line(IssueHead.read(head)))
                .into(new ArrayList<>());
    }

    private static Line line(IssueHead head) {
        return new Line(head.id(), head.state(), head.edition(), head.createdAt(), head.listed());
    }
}
