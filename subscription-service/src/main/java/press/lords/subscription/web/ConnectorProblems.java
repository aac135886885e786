package press.lords.subscription.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests that Tomcat itself refuses, since they aren't HTTP, reach no filter of ours; they too are answered with a problem and not with a page. */
@Component
class ConnectorProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            for (Container host = context.getParent(); host != null; host = host.getParent()) {
                if (host instanceof StandardHost standard) {
                    standard.setErrorReportValveClass(ProblemValve.class.getName());
                }
            }
        });
    }

    /** Made by Tomcat from its name. */
    public static final class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            String type = status < 500 ? "bad-request" : "internal";
            String title = status < 500 ? "The request can't be understood." : "Something went wrong on our side.";
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            try {
                response.getOutputStream()
                        .write("{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d}"
                                .formatted(type, title, status)
                                .getBytes(UTF_8));
                response.finishResponse();
            } catch (IOException e) {
                throw new UncheckedIOException("the caller is gone", e);
            }
        }
    }
}
