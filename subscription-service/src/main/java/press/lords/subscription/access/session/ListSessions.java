package press.lords.subscription.access.session;

import java.util.List;

import org.springframework.stereotype.Service;

/** Where a reader is signed in. */
@Service
public class ListSessions {

    private final Sessions sessions;

    ListSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    public List<SessionView> of(Reader reader) {
        return sessions.of(reader.subscriber()).stream()
                .map(session -> new SessionView(
                        session.id(),
                        session.id().equals(reader.session()),
                        session.openedAt(),
                        session.refreshedAt(),
                        session.until()))
                .toList();
    }
}
