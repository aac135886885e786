package press.lords.gateway.web;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityHeadersTests {

    private final EmbeddedChannel channel = new EmbeddedChannel(new SecurityHeaders.OnAnswers());

    @Test
    void aServiceKeepsItsContentPolicyAndNothingElse() {
        HttpResponse answer = answer(HttpResponseStatus.OK);
        answer.headers().set("content-security-policy", "style-src 'self'").set("x-frame-options", "SAMEORIGIN");

        HttpHeaders sent = sent(answer);

        assertThat(sent.getAll("Content-Security-Policy")).containsExactly("style-src 'self'");
        assertThat(sent.getAll("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void whatIsNoAnswerYetHasNone() {
        assertThat(sent(answer(HttpResponseStatus.CONTINUE)).isEmpty()).isTrue();
    }

    private HttpHeaders sent(HttpResponse answer) {
        channel.writeOutbound(answer);
        return channel.<HttpResponse>readOutbound().headers();
    }

    private static HttpResponse answer(HttpResponseStatus status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    }
}
