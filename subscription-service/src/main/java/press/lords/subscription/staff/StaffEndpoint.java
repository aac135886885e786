package press.lords.subscription.staff;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * For operators, on the management port: GET tells who is on the staff, by the ids of their accounts, and DELETE with an id ends a member, the
 * last admin too. So whoever lost their authenticator, and has nobody to invite them, is invited by configuration at the next start.
 */
@Component
@Endpoint(id = "staff")
class StaffEndpoint {

    private final StaffRegister register;
    private final ChangeStaff changeStaff;
    private final Subscribers subscribers;

    StaffEndpoint(StaffRegister register, ChangeStaff changeStaff, Subscribers subscribers) {
        this.register = register;
        this.changeStaff = changeStaff;
        this.subscribers = subscribers;
    }

    @ReadOperation
    StaffList staff() {
        return new StaffList(register.read().members().stream().map(this::view).toList());
    }

    @DeleteOperation
    @Nullable
    MemberView end(@Selector String account) {
        return changeStaff.endByOperator(account).map(this::view).orElse(null);
    }

    private MemberView view(Member member) {
        return new MemberView(
                member.id(),
                member.state(),
                member.roles().stream().sorted().toList(),
                member.activeSince(),
                subscribers.find(member.id()).filter(Subscriber::isActive).isPresent());
    }

    record StaffList(List<MemberView> members) {}

    /** @param open whether the account is one that can sign in */
    record MemberView(
            String account,
            Member.State state,
            List<Role> roles,
            @Nullable Instant activeSince,
            boolean open) {}
}
