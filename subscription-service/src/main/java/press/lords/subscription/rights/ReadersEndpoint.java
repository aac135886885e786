package press.lords.subscription.rights;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import press.lords.subscription.access.session.EndSession;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;
import press.lords.subscription.staff.ChangeStaff;

/** For operators, on the management port: GET tells how an account stands, POST {@code {"state": "suspended"}} takes access away and {@code "active"} gives it back. */
@Component
@Endpoint(id = "readers")
class ReadersEndpoint {

    private final Subscribers subscribers;
    private final EndSession endSession;
    private final ChangeStaff staff;
    private final AuditTrail audit;
    private final Clock clock;

    ReadersEndpoint(Subscribers subscribers, EndSession endSession, ChangeStaff staff, AuditTrail audit, Clock clock) {
        this.subscribers = subscribers;
        this.endSession = endSession;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    @ReadOperation
    @Nullable
    AccountView account(@Selector String subscriber) {
        return subscribers.find(subscriber).map(ReadersEndpoint::view).orElse(null);
    }

    @WriteOperation
    @Nullable
    AccountView change(@Selector String subscriber, Wanted state) {
        boolean suspend = state == Wanted.SUSPENDED;
        AtomicReference<@Nullable Subscriber> before = new AtomicReference<>();
        Optional<Subscriber> after = subscribers.change(subscriber, found -> {
            before.set(found);
            return suspend ? found.suspended(clock.instant()) : found.restored();
        });
        after.filter(found -> !found.equals(before.get()))
                .ifPresent(_ -> audit.record(
                        suspend ? Action.READER_SUSPENDED : Action.READER_RESTORED, subscriber, "operator"));
        // Again also for who is as wanted already: whoever did it first may have died on the way.
        after.ifPresent(found -> follow(found, state));
        return after.map(ReadersEndpoint::view).orElse(null);
    }

    private void follow(Subscriber found, Wanted state) {
        if (state == Wanted.SUSPENDED && found.state() == Subscriber.State.SUSPENDED) {
            endSession.endAll(found.id());
            staff.suspendPrograms(found.id());
        } else if (state == Wanted.ACTIVE && found.isActive()) {
            staff.restorePrograms(found.id());
        }
    }

    enum Wanted {
        ACTIVE,
        SUSPENDED
    }

    private static AccountView view(Subscriber subscriber) {
        return new AccountView(
                subscriber.id(),
                subscriber.state().name().toLowerCase(Locale.ROOT),
                subscriber.newsletters().size());
    }

    record AccountView(String subscriber, String state, int newsletters) {}
}
