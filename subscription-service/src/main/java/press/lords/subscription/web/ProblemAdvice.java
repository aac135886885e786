package press.lords.subscription.web;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import press.lords.subscription.access.passkey.PasskeyProblem;
import press.lords.subscription.access.session.SessionProblem;
import press.lords.subscription.bounce.ReportProblem;
import press.lords.subscription.consent.ConsentProblem;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.SignupProblem;
import press.lords.subscription.staff.StaffProblem;
import press.lords.web.ProblemAnswers;

/** Answers every refusal as a problem of RFC 9457. */
@RestControllerAdvice
class ProblemAdvice extends ProblemAnswers {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    ProblemAdvice() {
        super(ProblemType::of);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestProblem problem) {
        return switch (problem) {
            case RequestProblem.InvalidFields p -> answer(ProblemType.INVALID_FIELDS, p.problems());
            case RequestProblem.PreconditionMissing _ -> answer(ProblemType.PRECONDITION_REQUIRED);
            case RequestProblem.PreconditionFailed _ -> answer(ProblemType.PRECONDITION_FAILED);
            case RequestProblem.TooMany p -> answer(ProblemType.TOO_MANY_REQUESTS, p.retryAfterSeconds());
            case RequestProblem.Contended _ -> answer(ProblemType.CONTENDED, 1);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SignupProblem problem) {
        return switch (problem) {
            case SignupProblem.LinkInvalid _ -> answer(ProblemType.LINK_INVALID);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SessionProblem problem) {
        return switch (problem) {
            case SessionProblem.SignInRefused _ -> answer(ProblemType.SIGN_IN_REFUSED);
            case SessionProblem.SecondFactorRequired _ -> answer(ProblemType.SECOND_FACTOR_REQUIRED);
            case SessionProblem.SecondFactorRefused _ -> answer(ProblemType.SECOND_FACTOR_REFUSED);
            case SessionProblem.NotSignedIn _ -> answer(ProblemType.UNAUTHENTICATED);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(StaffProblem problem) {
        return switch (problem) {
            case StaffProblem.UnknownMember _, StaffProblem.UnknownClient _ -> answer(ProblemType.NOT_FOUND);
            case StaffProblem.AlreadyStaff _ -> answer(ProblemType.ALREADY_STAFF);
            case StaffProblem.LastAdmin _ -> answer(ProblemType.LAST_ADMIN);
            case StaffProblem.InvitationInvalid _ -> answer(ProblemType.LINK_INVALID);
            case StaffProblem.CodeRefused _ -> answer(ProblemType.SECOND_FACTOR_REFUSED);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PasskeyProblem problem) {
        return switch (problem) {
            case PasskeyProblem.Refused _ -> answer(ProblemType.PASSKEY_REFUSED);
            case PasskeyProblem.TooManyPasskeys _ -> answer(ProblemType.TOO_MANY_PASSKEYS);
            case PasskeyProblem.Unknown _ -> answer(ProblemType.NOT_FOUND);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ConsentProblem problem) {
        return switch (problem) {
            case ConsentProblem.NoticeChanged _ -> answer(ProblemType.NOTICE_CHANGED);
            case ConsentProblem.TooManyChoices _ -> answer(ProblemType.TOO_MANY_CHOICES);
            case ConsentProblem.OriginRefused _ -> answer(ProblemType.ORIGIN_REFUSED);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ReportProblem problem) {
        return switch (problem) {
            case ReportProblem.Unreadable _ -> answer(ProblemType.REPORT_UNREADABLE);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MongoException problem) {
        return unavailable(problem);
    }

    /** Also where no controller was reached. */
    static ResponseEntity<ProblemDetail> unavailable(MongoException problem) {
        log.error(
                "the database refused or did not answer: {}", problem.getClass().getSimpleName());
        return answer(ProblemType.UNAVAILABLE, 1);
    }
}
