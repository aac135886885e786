package press.lords.platform.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An edition as its {@code edition.yaml} lists it. Categories name parents that come before them; a story's text lies
 * beside the list in {@code articles/<slug>.md}.
 *
 * @param site the furniture, as the editors' call takes it
 */
record Edition(
        Map<String, Object> site,
        List<Map<String, String>> authors,
        List<Map<String, String>> categories,
        List<Story> stories) {

    static Edition read(Path folder) throws IOException {
        try {
            return new YAMLMapper().readValue(folder.resolve("edition.yaml").toFile(), Edition.class);
        } catch (JacksonException unreadable) {
            throw new IOException("The edition in " + folder + " can't be read: " + unreadable.getOriginalMessage());
        }
    }

    static String text(Path folder, Story story) throws IOException {
        return Files.readString(folder.resolve("articles").resolve(story.slug() + ".md"));
    }

    /**
     * An article and what becomes of it.
     *
     * @param correction what was wrong when it was published
     * @param retraction why it was taken back
     * @param tomorrowAt the hour of the paper's own zone at which it is to be published, in place of now
     */
    record Story(
            String slug,
            @Nullable Correction correction,
            @Nullable String retraction,
            @Nullable String tomorrowAt) {}

    /** The article is published with {@code wrong}, then corrected. */
    record Correction(String wrong, String right, String note) {}
}
