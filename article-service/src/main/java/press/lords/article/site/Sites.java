package press.lords.article.site;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import press.lords.events.SiteEvent;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Furnished;
import press.lords.events.SiteEvent.Newsletter;
import press.lords.events.SiteEvent.Sponsor;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.setOnInsert;

/** Keeps the one site's furniture. */
@Component
@SuppressWarnings("NullAway") // what document() wrote is there when it is read
class Sites {

    static final String COLLECTION = "site";

    private final MongoCollection<Document> collection;

    Sites(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
    }

    Site current() {
        return Optional.ofNullable(collection.find(eq("_id", SiteEvent.ID)).first())
                .filter(document -> document.containsKey("furniture"))
                .map(Sites::read)
                .orElse(Site.EMPTY);
    }

    /** Makes room for the first revision. */
    void reserve() {
        collection.updateOne(eq("_id", SiteEvent.ID), setOnInsert("revision", 0), new UpdateOptions().upsert(true));
    }

    static Site read(Document document) {
        Document furniture = document.get("furniture", Document.class);
        Document newsletter = furniture.get("newsletter", Document.class);
        return new Site(
                document.getInteger("revision"),
                document.getString("hash"),
                new Furnished(
                        furniture.getList("follow", Document.class).stream()
                                .map(f -> new Follow(f.getString("name"), f.getString("url")))
                                .toList(),
                        furniture.getList("sponsors", Document.class).stream()
                                .map(Sites::readSponsor)
                                .toList(),
                        new Newsletter(newsletter.getString("title"), newsletter.getString("invitation")),
                        furniture.getString("about")));
    }

    static Document document(Furnished furniture) {
        List<Document> follow = furniture.follow().stream()
                .map(f -> new Document("name", f.name()).append("url", f.url()))
                .toList();
        List<Document> sponsors = furniture.sponsors().stream()
                .map(s -> new Document("name", s.name())
                        .append("url", s.url())
                        .append("label", s.label())
                        .append("from", s.from())
                        .append("until", s.until()))
                .toList();
        Document newsletter = new Document("title", furniture.newsletter().title())
                .append("invitation", furniture.newsletter().invitation());
        return new Document("follow", follow)
                .append("sponsors", sponsors)
                .append("newsletter", newsletter)
                .append("about", furniture.about());
    }

    private static Sponsor readSponsor(Document sponsor) {
        return new Sponsor(
                sponsor.getString("name"),
                sponsor.getString("url"),
                sponsor.getString("label"),
                moment(sponsor.getDate("from")),
                moment(sponsor.getDate("until")));
    }

    private static @Nullable Instant moment(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
