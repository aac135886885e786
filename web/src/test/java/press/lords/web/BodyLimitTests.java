package press.lords.web;

import java.io.IOException;
import java.io.InputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BodyLimitTests {

    private final BodyLimit limit = new BodyLimit(DataSize.ofBytes(10));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void letsABodyThroughThatJustFits() throws Exception {
        send(saysItsLength(10), InputStream::readAllBytes);

        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatSaysItIsLargerBeforeReadingIt() throws Exception {
        send(saysItsLength(11), body -> {
            throw new AssertionError("read");
        });

        assertThat(response.getStatus()).isEqualTo(413);
    }

    @Test
    void stopsReadingABodyThatDoesNotSayItsLength() {
        assertThatThrownBy(() -> send(saysNoLength(11), InputStream::readAllBytes))
                .isInstanceOf(BodyTooLarge.class);
    }

    @Test
    void countsBytesThatAreReadOneByOne() {
        assertThatThrownBy(() -> send(saysNoLength(11), body -> {
                    for (int next = 0; next >= 0; ) {
                        next = body.read();
                    }
                }))
                .isInstanceOf(BodyTooLarge.class);
    }

    @Test
    void isFoundBehindOtherFailures() {
        assertThat(BodyTooLarge.isBehind(new IllegalStateException(new IOException(new BodyTooLarge()))))
                .isTrue();
        assertThat(BodyTooLarge.isBehind(new IOException(new IOException()))).isFalse();
    }

    private void send(MockHttpServletRequest request, Reading reading) throws Exception {
        limit.doFilter(request, response, new MockFilterChain(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest limited, HttpServletResponse unused) throws IOException {
                reading.of(limited.getInputStream());
            }
        }));
    }

    private static MockHttpServletRequest saysItsLength(int bytes) {
        var request = new MockHttpServletRequest("POST", "/");
        request.setContent(new byte[bytes]);
        return request;
    }

    private static MockHttpServletRequest saysNoLength(int bytes) {
        var request = new MockHttpServletRequest("POST", "/") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        request.setContent(new byte[bytes]);
        return request;
    }

    private interface Reading {
        void of(InputStream body) throws IOException;
    }
}
