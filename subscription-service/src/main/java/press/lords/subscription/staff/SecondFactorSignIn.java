package press.lords.subscription.staff;

import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import press.lords.subscription.access.session.StaffAccess;

/** Tells sessions what the register says at each moment. */
@Service
class SecondFactorSignIn implements StaffAccess {

    private final StaffRegister register;
    private final SecondFactors secondFactors;

    SecondFactorSignIn(StaffRegister register, SecondFactors secondFactors) {
        this.register = register;
        this.secondFactors = secondFactors;
    }

    @Override
    public boolean needsSecondFactor(String subscriber) {
        return active(subscriber).isPresent();
    }

    @Override
    public boolean redeem(String subscriber, String code) {
        return secondFactors.redeem(subscriber, code);
    }

    @Override
    public Set<String> scopes(String subscriber) {
        return active(subscriber).map(Member::scopes).orElse(Set.of());
    }

    private Optional<Member> active(String subscriber) {
        return register.read().find(subscriber).filter(Member::isActive);
    }
}
