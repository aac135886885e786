package press.lords.subscription.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

/**
 * The rows as documents. {@code open} (the issue's id) and {@code dueAt} are there as long as something is to be done, so that one index finds
 * what is due, and what is being sent, without reading what is done. {@code editions} has one for each attempt that went out, may have, or is under way.
 */
final class Rows {

    private static final int ID_DIGITS = 32;

    private Rows() {}

    static MongoCollection<Document> in(MongoDatabase database) {
        return database.getCollection("newsletter-mails");
    }

    static void index(MongoCollection<Document> rows) {
        rows.createIndex(Indexes.ascending("issue", "subscriber"), new IndexOptions().unique(true));
        rows.createIndex(Indexes.ascending("open", "state", "dueAt"));
        rows.createIndex(Indexes.ascending("subscriber"));
        rows.createIndex(Indexes.ascending("createdAt"));
    }

    /** Follows from what the row is of; also the mail's name outside, where it tells nobody anything. */
    static String id(String issue, String subscriber) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((issue + "\n" + subscriber).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
