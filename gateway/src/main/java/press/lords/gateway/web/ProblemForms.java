package press.lords.gateway.web;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import press.lords.gateway.page.Form;
import press.lords.gateway.page.PageHtml;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem for who will read it: as a page where people go, as {@code application/problem+json} where programs do. */
@Component
class ProblemForms {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemForms.class);
    private static final Set<String> OF_PROGRAMS =
            Set.of("api", "oauth2", ".well-known", "problems", "openapi.yaml", "assets", "actuator", "livez", "readyz");

    private final JsonMapper json = new JsonMapper();
    private final PageHtml html;

    ProblemForms(PageHtml html) {
        this.html = html;
    }

    /** @param form HTML, or JSON for {@code application/problem+json} */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Written(Form form, byte[] bytes) {}

    Written write(Problem problem, String path) {
        if (!OF_PROGRAMS.contains(firstPart(path))) {
            try {
                return new Written(Form.HTML, html.problem(problem.title(), problem));
            } catch (RuntimeException e) {
                LOG.error("a problem without its page", e);
            }
        }
        return new Written(Form.JSON, json.writeValueAsBytes(problem));
    }

    private static String firstPart(String path) {
        String[] parts = path.split("/", 3);
        return parts.length > 1 ? parts[1] : "";
    }
}
