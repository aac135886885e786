package press.lords.subscription.staff;

import java.net.URI;
import java.util.List;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.Reader;

/** Who is on the staff, for its admins. */
@RestController
class StaffController {

    private final StaffRegister register;
    private final InviteStaff inviteStaff;
    private final ChangeStaff changeStaff;

    StaffController(StaffRegister register, InviteStaff inviteStaff, ChangeStaff changeStaff) {
        this.register = register;
        this.inviteStaff = inviteStaff;
        this.changeStaff = changeStaff;
    }

    @PostMapping(path = "/api/staff", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StaffView> invite(
            @AuthenticationPrincipal Reader admin, @RequestBody Invited invited, HttpServletRequest request) {
        Member member =
                inviteStaff.invite(invited.email(), invited.roles(), admin.subscriber(), request.getRemoteAddr());
        return ResponseEntity.created(URI.create("/api/staff/" + member.id())).body(view(member));
    }

    /** The whole staff: it is bounded, so there is no cursor. */
    @GetMapping("/api/staff")
    StaffList list() {
        return new StaffList(register.read().members().stream().map(this::view).toList());
    }

    @PutMapping(path = "/api/staff/{id}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    StaffView roles(@AuthenticationPrincipal Reader admin, @PathVariable String id, @RequestBody Roles roles) {
        return view(changeStaff.roles(id, InviteStaff.checked(roles.roles()), admin.subscriber()));
    }

    @DeleteMapping("/api/staff/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal Reader admin, @PathVariable String id) {
        changeStaff.end(id, admin.subscriber());
    }

    private StaffView view(Member member) {
        return StaffView.of(member, inviteStaff.addressOf(member).orElse(null));
    }

    record Invited(@Nullable String email, @Nullable List<@Nullable Role> roles) {}

    record Roles(@Nullable List<@Nullable Role> roles) {}

    record StaffList(List<StaffView> items) {}
}
