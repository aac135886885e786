package press.lords.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat itself refuses, since it isn't HTTP or too much of it, reaches no filter of ours; it too is answered with a problem and not with a page. */
public class ServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final byte[] badRequest;
    private final byte[] internal;

    /** @param list whose 400 and 500 these are */
    public ServerProblems(ListedProblem[] list) {
        this.badRequest = written(ListedProblem.of(HttpStatus.BAD_REQUEST, list));
        this.internal = written(ListedProblem.of(HttpStatus.INTERNAL_SERVER_ERROR, list));
    }

    /** Beforehand: what is amiss then may be anything. */
    private static byte[] written(ListedProblem listed) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", listed.type());
        problem.put("title", listed.title());
        problem.put("status", listed.status().value());
        return JsonMapper.shared().writeValueAsBytes(problem);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    private final class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            // Tomcat says 501 and 505 too of what is the caller's fault.
            boolean ours = status >= 500 && status != 501 && status != 505;
            byte[] problem = ours ? internal : badRequest;
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
