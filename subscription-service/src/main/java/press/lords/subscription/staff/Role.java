package press.lords.subscription.staff;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a member of the staff does. Running the staff is no newsroom's work: an admin who writes has both roles. */
enum Role {
    EDITOR,
    CHIEF_EDITOR,
    ADMIN;

    static final String WRITING = "articles.write";
    static final String NOTICE = "notice.write";

    static Set<String> scopes(Collection<Role> roles) {
        return roles.stream().flatMap(Role::scopes).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> scopes() {
        return switch (this) {
            case EDITOR -> Stream.of(WRITING);
            case CHIEF_EDITOR -> Stream.of(WRITING, NOTICE);
            case ADMIN -> Stream.of("staff.manage");
        };
    }
}
