package press.lords.subscription.access.session;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/** Signs in a reader who proved to be that reader in another way than by a mail, and answers as every sign-in is answered. */
@Service
public class AdmitReader {

    private final Subscribers subscribers;
    private final Sessions sessions;
    private final EndSession endSession;
    private final Credentials credentials;

    AdmitReader(Subscribers subscribers, Sessions sessions, EndSession endSession, Credentials credentials) {
        this.subscribers = subscribers;
        this.sessions = sessions;
        this.endSession = endSession;
        this.credentials = credentials;
    }

    /** Only a reader whose account is active at this moment; throws {@link SessionProblem.SignInRefused} for others. */
    public ResponseEntity<?> admit(String subscriber, HttpServletRequest request) {
        Subscriber found = subscribers
                .find(subscriber)
                .filter(Subscriber::isActive)
                .orElseThrow(SessionProblem.SignInRefused::new);
        // A reader's way in: what the staff may do takes their authenticator.
        Session opened = sessions.open(found.id(), false);
        endSession.makeRoomFor(opened);
        return SessionController.answer(HttpStatus.CREATED, credentials.of(opened, found), request);
    }
}
