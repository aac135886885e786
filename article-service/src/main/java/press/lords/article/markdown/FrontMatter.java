package press.lords.article.markdown;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import press.lords.article.request.RequestProblem;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A Markdown file: fields in YAML between two lines of three hyphens, then the body. Every value is text, so a headline may be {@code 1984} or {@code No}. */
public final class FrontMatter {

    private static final int MAX_YAML_LENGTH = 20_000;
    private static final int MAX_YAML_NESTING = 5;
    private static final Pattern FILE =
            Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(.*?)^---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BLANK_LINES = Pattern.compile("\\A(?:[ \\t]*\\R)+");

    private FrontMatter() {}

    /** The fields of a file, its text as {@code body}. */
    public static Map<String, @Nullable Object> read(byte[] file) {
        String text = decoded(file);
        Matcher matcher = FILE.matcher(text);
        if (!matcher.lookingAt()) {
            throw new RequestProblem.Malformed("body", "must begin with front matter between two lines of ---");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (load(matcher.group(1)) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        } else {
            throw new RequestProblem.Malformed("body", "front matter must be fields and their values");
        }
        if (fields.containsKey("body")) {
            throw new RequestProblem.Malformed("body", "is what follows the front matter");
        }
        fields.put("body", BLANK_LINES.matcher(text.substring(matcher.end())).replaceFirst(""));
        return fields;
    }

    private static Object load(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_YAML_NESTING);
        options.setCodePointLimit(MAX_YAML_LENGTH);
        DumperOptions unused = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly())
                    .load(yaml);
        } catch (RuntimeException e) {
            // Not always a YAMLException: a tag may promise a number or a list that isn't there, an escape a character.
            throw new RequestProblem.Malformed("body", "front matter is not YAML, or says a field twice");
        }
    }

    private static String decoded(byte[] file) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new RequestProblem.Malformed("body", "must be UTF-8");
        }
    }

    /** YAML guesses numbers, dates and yes or no; an editor means what is written. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
