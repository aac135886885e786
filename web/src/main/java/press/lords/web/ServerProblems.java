package press.lords.web;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What Tomcat itself refuses, since it isn't HTTP or too much of it, reaches no filter of ours; it too is answered with a problem and not with a page. */
@Component
public class ServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String BAD_REQUEST =
            "{\"type\":\"/problems/bad-request\",\"title\":\"The request can't be read.\",\"status\":400}";
    private static final String INTERNAL =
            "{\"type\":\"/problems/internal\",\"title\":\"Something went wrong here.\",\"status\":500}";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    private static final class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            // Tomcat says 501 and 505 too of what is the caller's fault.
            boolean ours = status >= 500 && status != 501 && status != 505;
            byte[] problem = (ours ? INTERNAL : BAD_REQUEST).getBytes(UTF_8);
            response.setStatus(ours ? 500 : 400);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(problem.length);
            try {
                response.getOutputStream().write(problem);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("the caller is gone", e);
            }
        }
    }
}
