package press.lords.subscription.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.servlet.http.HttpServletRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.template.Pages;

/** Following an invitation, for programs and for people. Reading the page changes nothing: mail scanners open links. */
@RestController
class EnrolmentController {

    private final EnrolStaff enrolStaff;
    private final Pages pages;

    EnrolmentController(EnrolStaff enrolStaff, Pages pages) {
        this.enrolStaff = enrolStaff;
        this.pages = pages;
    }

    @PostMapping(path = "/api/staff/enrolment", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Enrolment> enrol(@RequestBody EnrolmentRequest asked, HttpServletRequest request) {
        Enrolment answer = asked.totp() == null
                ? Enrolment.of(enrolStaff.begin(asked.token(), request.getRemoteAddr()))
                : Enrolment.of(enrolStaff.finish(asked.token(), asked.totp(), request.getRemoteAddr()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    @GetMapping("/staff/{token}")
    ResponseEntity<String> invitation(@PathVariable String token) {
        return pages.page(HttpStatus.OK, "staff-invitation", Map.of("title", "Welcome to the staff", "token", token));
    }

    @PostMapping(path = "/api/staff/enrolment", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> enrol(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String totp,
            HttpServletRequest request) {
        String caller = request.getRemoteAddr();
        try {
            if (totp == null || token == null) {
                return secret(token, caller);
            }
            enrolStaff.finish(token, totp, caller);
        } catch (StaffProblem.InvitationInvalid e) {
            return pages.message(
                    HttpStatus.GONE,
                    "This link doesn’t work any more",
                    "It was used before, or is too old. Ask to be invited again.");
        } catch (StaffProblem.CodeRefused e) {
            return page(
                    HttpStatus.UNAUTHORIZED,
                    token,
                    Optional.empty(),
                    "This code isn’t good now. Wait for the next one and try again. If none is, follow the link in the mail again and set your authenticator up anew.");
        }
        return pages.message(
                HttpStatus.OK,
                "You are one of the staff",
                "From now on you sign in with a mail and a code of your authenticator.");
    }

    private ResponseEntity<String> secret(@Nullable String token, String caller) {
        EnrolStaff.Secret secret = enrolStaff.begin(token, caller);
        return page(HttpStatus.OK, token, Optional.of(secret), "");
    }

    /** @param secret shown once, with its making */
    private ResponseEntity<String> page(
            HttpStatus status, @Nullable String token, Optional<EnrolStaff.Secret> secret, String problem) {
        return pages.page(
                status,
                "staff-enrolment",
                Map.of(
                        "title",
                        "Set up your authenticator",
                        "problem",
                        problem,
                        "token",
                        token == null ? "" : token,
                        "uri",
                        secret.map(EnrolStaff.Secret::uri).orElse(""),
                        "secret",
                        secret.map(EnrolStaff.Secret::secret).orElse("")));
    }

    record EnrolmentRequest(
            @Nullable String token, @Nullable String totp) {

        @Override
        public String toString() {
            return "EnrolmentRequest[…]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Enrolment(
            Member.State state,
            @Nullable String uri,
            @Nullable String secret,
            @Nullable List<Role> roles) {

        static Enrolment of(EnrolStaff.Secret secret) {
            return new Enrolment(Member.State.INVITED, secret.uri(), secret.secret(), null);
        }

        static Enrolment of(Member member) {
            return new Enrolment(
                    member.state(), null, null, member.roles().stream().sorted().toList());
        }
    }
}
