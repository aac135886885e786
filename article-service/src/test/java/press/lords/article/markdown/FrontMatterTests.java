package press.lords.article.markdown;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.article.request.RequestProblem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrontMatterTests {

    @Test
    void readsFieldsAndTheBodyAsTheyAreWritten() {
        assertThat(FrontMatter.read("""
                ---
                headline: 1984
                standfirst: No
                authors: [ada, 2026-01-01]
                ---

                    code

                ---
                more
                """.getBytes(UTF_8)))
                .containsEntry("headline", "1984")
                .containsEntry("standfirst", "No")
                .containsEntry("authors", List.of("ada", "2026-01-01"))
                .containsEntry("body", "    code\n\n---\nmore\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "---\nheadline: a\n",
                "---\n- a\n---\n",
                "---\n---\nbody",
                "---\nheadline: a\nheadline: b\n---\n",
                "---\nheadline: a\nbody: b\n---\n",
                "---\nheadline: !!javax.script.ScriptEngineManager [a]\n---\n",
                "---\na: &a [x]\nb: [*a, *a]\n---\n",
                "---\na: [[[[[[[[[[x]]]]]]]]]]\n---\n",
                "---\na: {\n---\n",
                "---\nheadline: !!int x\n---\n",
                "---\nheadline: !!int ''\n---\n",
                "---\nheadline: !!float x\n---\n",
                "---\nheadline: !!timestamp x\n---\n",
                "---\nheadline: !!binary '#'\n---\n",
                "---\nheadline: !!map x\n---\n",
                "---\nheadline: !!seq x\n---\n",
                "---\nheadline: !!set x\n---\n",
                "---\nheadline: !!omap x\n---\n",
                "---\nheadline: !!pairs x\n---\n",
                "---\nheadline: \"\\UFFFFFFFF\"\n---\n",
                "---\nheadline: !<%ff> x\n---\n"
            })
    void refusesWhatIsNoFrontMatter(String file) {
        assertThatExceptionOfType(RequestProblem.Malformed.class)
                .isThrownBy(() -> FrontMatter.read(file.getBytes(UTF_8)));
    }

    @Test
    void refusesOtherEncodings() {
        byte[] latin = "---\nheadline: é\n---\n".getBytes(ISO_8859_1);

        assertThatExceptionOfType(RequestProblem.Malformed.class).isThrownBy(() -> FrontMatter.read(latin));
    }
}
