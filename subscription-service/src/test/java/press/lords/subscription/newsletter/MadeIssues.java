package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import press.lords.events.ArticleEvent.Access;
import press.lords.subscription.RunningService;
import press.lords.subscription.ledger.Ledger;
import press.lords.subscription.ledger.Ledger.Candidate;
import press.lords.subscription.newsletter.Issue.Story;

/** Issues whose readers are in the ledger, made without their stories being published. */
public final class MadeIssues {

    public static final String NEWSLETTER = "every-story";

    private final RunningService service;

    public MadeIssues(RunningService service) {
        this.service = service;
    }

    /** To those readers, from now on. */
    public void make(String id, List<String> readers) {
        list(id, readers);
        open(id, readers.size(), Clock.systemUTC().instant().plus(Duration.ofDays(1)));
    }

    /** The first half of {@link #make}: rows of an issue that nobody sends yet. */
    public void list(String id, List<String> readers) {
        service.context()
                .getBean(Ledger.class)
                .add(
                        id,
                        readers.stream()
                                .map(reader -> new Candidate(reader, NEWSLETTER, null))
                                .toList());
    }

    /** The second half. */
    public void open(String id, int listed, Instant until) {
        insert(id, Issue.State.LISTED, listed, until);
    }

    /** The second half when the only story was retracted before anything was sent. */
    public void withdrawn(String id, int listed) {
        insert(id, Issue.State.WITHDRAWN, listed, Clock.systemUTC().instant().plus(Duration.ofDays(1)));
    }

    private void insert(String id, Issue.State state, int listed, Instant until) {
        edition(id, 1);
        heads().insertOne(new Document("_id", id)
                .append("newsletter", NEWSLETTER)
                .append("state", state.name())
                .append("edition", 1)
                .append("createdAt", Date.from(Clock.systemUTC().instant()))
                .append("until", Date.from(until))
                .append("listed", (long) listed));
    }

    /** Another edition, whose headline tells its number. */
    public void next(String id, int number) {
        edition(id, number);
        heads().updateOne(new Document("_id", id), new Document("$set", new Document("edition", number)));
    }

    public String state(String id) {
        return service.context()
                .getBean(Issues.class)
                .find(id)
                .orElseThrow()
                .state()
                .name();
    }

    private void edition(String id, int number) {
        service.context()
                .getBean(Editions.class)
                .add(
                        id,
                        number,
                        List.of(new Story(
                                "a", number, "a-story", Access.EVERYONE, "Edition " + number, "What it is about.")));
    }

    private MongoCollection<Document> heads() {
        return service.context().getBean(MongoDatabase.class).getCollection("issues");
    }
}
