package press.lords.web;

import java.io.IOException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import press.lords.web.StrictJsonTests.Draft;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemAnswersTests {

    private final MockMvcTester service = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Drafts())
            .setControllerAdvice(new Advice())
            .setMessageConverters(new JacksonJsonHttpMessageConverter(StrictJsonTests.JSON))
            .addFilters(ProblemAnswersTests::withoutLength, new BodyLimit(DataSize.ofBytes(100)))
            .build());

    @Test
    void saysWhereJsonCannotBeRead() {
        assertThat(post("{\"headlin\":\"secret\"}")).hasStatus(400).bodyJson().isStrictlyEqualTo("""
                {"type":"/problems/bad-request","title":"It is bad-request.","status":400,
                 "errors":[{"field":"headlin","message":"is not a known field"}]}""");
    }

    @Test
    void saysThatABodyIsTooLargeThatDidNotTellItsLength() {
        MvcTestResult answer = post("{\"headline\":\"" + "x".repeat(100) + "\"}");

        assertThat(answer).hasStatus(413);
        assertThat(answer).bodyJson().extractingPath("type").isEqualTo("/problems/body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html", "application/problem+json"})
    void answersWithAProblemWhateverIsAccepted(String accepted) {
        MvcTestResult answer =
                service.get().uri("/drafts").header("Accept", accepted).exchange();

        assertThat(answer).hasStatus(405).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).hasHeader("Allow", "POST");
        assertThat(answer).bodyJson().extractingPath("type").isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void namesAnIncidentAndNothingElseOfWhatNobodyForesaw() {
        MvcTestResult answer = post("{\"headline\":\"unforeseen\"}");

        assertThat(answer).hasStatus(500).bodyText().doesNotContain("secret", "Exception");
        assertThat(answer).bodyJson().extractingPath("type").isEqualTo("/problems/internal");
        assertThat(answer).bodyJson().extractingPath("incident").asString().hasSize(36);
    }

    @Test
    void leavesToAServiceWhatItsFeaturesRefuse() {
        MvcTestResult answer = post("{\"headline\":\"known\"}");

        assertThat(answer).hasStatus(503).hasHeader("Retry-After", "7");
        assertThat(answer).bodyJson().extractingPath("type").isEqualTo("/problems/unavailable");
    }

    private MvcTestResult post(String json) {
        return service.post()
                .uri("/drafts")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private static void withoutLength(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public long getContentLengthLong() {
                        return -1;
                    }
                },
                response);
    }

    @RestController
    static class Drafts {
        @PostMapping("/drafts")
        void draft(@RequestBody Draft draft) {
            throw draft.headline().equals("known")
                    ? new UnsupportedOperationException()
                    : new IllegalStateException("secret");
        }
    }

    @RestControllerAdvice
    static class Advice extends ProblemAnswers {
        Advice() {
            super(status -> ListedProblem.of(status, Listed.values()));
        }

        @ExceptionHandler
        ResponseEntity<ProblemDetail> on(UnsupportedOperationException problem) {
            return answer(Listed.UNAVAILABLE, 7);
        }
    }
}
