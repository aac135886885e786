package press.lords.subscription.template;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Templates by name, compiled once. They are strict: a name that the context doesn't have fails. What goes into HTML is escaped. */
@Component
public final class Templates {

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    /** @param name with its ending: {@code .html} escapes, {@code .txt} does not */
    public String render(String name, Map<String, ?> context) {
        return compiled.computeIfAbsent(name, Templates::compile).execute(context);
    }

    private static Template compile(String name) {
        Mustache.Compiler compiler = Mustache.compiler()
                .escapeHTML(name.endsWith(".html"))
                .emptyStringIsFalse(true)
                .withLoader(Templates::open);
        try (Reader source = open(name)) {
            return compiler.compile(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) throws IOException {
        return new InputStreamReader(
                new ClassPathResource("templates/" + name).getInputStream(), StandardCharsets.UTF_8);
    }
}
