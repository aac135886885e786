package press.lords.gateway.html;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.springframework.core.io.ClassPathResource;

/**
 * The templates, compiled once at the start. They are strict: a name that the context doesn't have fails, a value that is null is nothing.
 * Whatever they put in is escaped, unless a template says otherwise with three braces.
 */
public final class Templates {

    private final Map<String, Template> compiled;

    /** @param zone in which times are shown */
    public Templates(ZoneId zone, String... names) {
        Mustache.Compiler compiler = Mustache.compiler()
                .escapeHTML(true)
                .nullValue("")
                .emptyStringIsFalse(true)
                .strictSections(true)
                .withCollector(new Values(zone))
                .withLoader(Templates::open);
        this.compiled = Stream.of(names)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> compile(name, compiler)));
    }

    /** The template's HTML for the context, in UTF-8. */
    public byte[] render(String name, Object context) {
        Template template = compiled.get(name);
        if (template == null) {
            throw new IllegalArgumentException(name);
        }
        return template.execute(context).getBytes(StandardCharsets.UTF_8);
    }

    private static Template compile(String name, Mustache.Compiler compiler) {
        try (Reader source = open(name)) {
            return compiler.compile(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) throws IOException {
        return new InputStreamReader(
                new ClassPathResource("templates/" + name + ".mustache").getInputStream(), StandardCharsets.UTF_8);
    }
}
