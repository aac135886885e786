package press.lords.web;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemWriterTests {

    @Test
    void writesAWholeAnswer() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new ProblemWriter(StrictJsonTests.JSON).write(Listed.SLUG_TAKEN, response);

        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
        assertThat(response.getContentAsString()).contains("\"type\":\"/problems/slug-taken\"", "\"status\":409");
    }
}
