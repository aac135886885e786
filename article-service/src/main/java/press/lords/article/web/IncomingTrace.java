package press.lords.article.web;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import press.lords.events.kafka.TraceContext;

/** The trace that a request says it belongs to; a revision keeps it, so that its sending belongs to it too, whoever sends it. */
@Component
class IncomingTrace implements TraceContext {

    /** W3C's form; what is all zeros is none. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public @Nullable String traceparent() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            String header = attributes.getRequest().getHeader("traceparent");
            return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
        }
        return null;
    }
}
