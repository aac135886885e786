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
    private final TellStaff tellStaff;

    SecondFactorSignIn(StaffRegister register, SecondFactors secondFactors, TellStaff tellStaff) {
        this.register = register;
        this.secondFactors = secondFactors;
        this.tellStaff = tellStaff;
    }

    @Override
    public boolean needsSecondFactor(String subscriber) {
        return active(subscriber).isPresent();
    }

    @Override
    public boolean redeem(String subscriber, String code) {
        SecondFactors.Tried tried = secondFactors.redeem(subscriber, code);
        if (tried == SecondFactors.Tried.WRONG_FOR_THE_LAST_TIME) {
            tellStaff.ofWrongCodes(subscriber);
        }
        return tried == SecondFactors.Tried.RIGHT;
    }

    @Override
    public Set<String> scopes(String subscriber) {
        return active(subscriber).map(Member::scopes).orElse(Set.of());
    }

    private Optional<Member> active(String subscriber) {
        return register.read().find(subscriber).filter(Member::isActive);
    }
}
