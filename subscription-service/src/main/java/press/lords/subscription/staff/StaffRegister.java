package press.lords.subscription.staff;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import press.lords.events.kafka.OneDocument;
import press.lords.subscription.request.Contention;

/** The {@link Register}, in one document. It names nobody: members are the ids of their accounts. */
@Repository
class StaffRegister {

    private static final String ID = "staff";

    private final MongoCollection<Document> collection;

    StaffRegister(MongoDatabase database) {
        this.collection = database.getCollection("staff");
    }

    Register read() {
        Document found = collection.find(Filters.eq("_id", ID)).first();
        return found == null
                ? new Register(0, List.of())
                : new Register(
                        found.getInteger("version"),
                        found.getList("members", Document.class).stream()
                                .map(StaffRegister::member)
                                .toList());
    }

    /** Changes the register, again with what is there by then when others change it at once. Answers what it is then. */
    Register change(UnaryOperator<Register> change) {
        return Contention.settle(() -> {
            Register before = read();
            Register after = change.apply(before);
            return after.equals(before) || isCommitted(before.version(), after) ? Optional.of(after) : Optional.empty();
        });
    }

    private boolean isCommitted(int version, Register after) {
        if (version == 0) {
            collection.updateOne(
                    Filters.eq("_id", ID),
                    Updates.combine(Updates.setOnInsert("version", 0), Updates.setOnInsert("members", List.of())),
                    new UpdateOptions().upsert(true));
        }
        return collection
                        .updateOne(
                                OneDocument.withId(ID, Filters.eq("version", version)),
                                Updates.combine(
                                        Updates.set("version", version + 1),
                                        Updates.set(
                                                "members",
                                                after.members().stream()
                                                        .map(StaffRegister::document)
                                                        .toList())))
                        .getMatchedCount()
                == 1;
    }

    private static Document document(Member member) {
        Invitation invitation = member.invitation();
        Document document = new Document("id", member.id())
                .append(
                        "roles",
                        new TreeSet<>(member.roles()).stream().map(Role::name).toList())
                .append("state", member.state().name())
                .append("invitedAt", Date.from(member.invitedAt()))
                .append("activeSince", member.activeSince() == null ? null : Date.from(member.activeSince()))
                .append("unsettled", member.unsettled());
        return invitation == null
                ? document
                : document.append(
                        "invitation",
                        new Document("hash", invitation.hash())
                                .append("mailbox", invitation.mailbox())
                                .append("until", Date.from(invitation.until())));
    }

    @SuppressWarnings("NullAway") // every document here has these fields
    private static Member member(Document document) {
        Date activeSince = document.getDate("activeSince");
        Set<Role> roles = document.getList("roles", String.class).stream()
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Member(
                document.getString("id"),
                roles,
                Member.State.valueOf(document.getString("state")),
                invitation(document.get("invitation", Document.class)),
                document.getDate("invitedAt").toInstant(),
                activeSince == null ? null : activeSince.toInstant(),
                document.getBoolean("unsettled", false));
    }

    @SuppressWarnings("NullAway") // every document here has these fields
    private static @Nullable Invitation invitation(@Nullable Document document) {
        return document == null
                ? null
                : new Invitation(
                        document.getString("hash"),
                        document.getString("mailbox"),
                        document.getDate("until").toInstant());
    }
}
