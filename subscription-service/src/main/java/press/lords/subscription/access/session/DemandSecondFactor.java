package press.lords.subscription.access.session;

import org.springframework.stereotype.Service;

/** Asks the staff for a session with both factors where one factor would be enough to keep, move or end the account for good. */
@Service
public class DemandSecondFactor {

    private final StaffAccess staff;
    private final Sessions sessions;

    DemandSecondFactor(StaffAccess staff, Sessions sessions) {
        this.staff = staff;
        this.sessions = sessions;
    }

    /** Does nothing for who isn't one of the staff; throws {@link SessionProblem.SecondFactorRequired} for who shows only one factor. */
    public void of(Reader reader) {
        if (staff.needsSecondFactor(reader.subscriber())
                && sessions.find(reader.session()).filter(Session::twoFactors).isEmpty()) {
            throw new SessionProblem.SecondFactorRequired();
        }
    }

    /** Whether the session is still open, and is enough. */
    public boolean isMet(Reader reader) {
        return sessions.find(reader.session())
                .filter(session -> session.twoFactors() || !staff.needsSecondFactor(reader.subscriber()))
                .isPresent();
    }
}
