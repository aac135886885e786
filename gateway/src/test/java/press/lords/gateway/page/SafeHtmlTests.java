package press.lords.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.gateway.page.Story.Body;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SafeHtmlTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"javascript:alert(1)\">",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<math href=\"javascript:alert(1)\">x</math>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<style>@import 'javascript:alert(1)'</style>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\"java&#x0A;script:alert(1)\">x</a>",
                "<a href=\"&#106;avascript:alert(1)\">x</a>",
                "<a href=\"\u0001javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<a href=\"https://example.org\" onclick=\"alert(1)\">x</a>",
                "<a href=\"https://example.org\" onmouseover=alert(1) style=\"x\">x</a>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"javascript:alert(1)\"></object>",
                "<embed src=\"javascript:alert(1)\">",
                "<form action=\"javascript:alert(1)\"><button>x</button></form>",
                "<input autofocus onfocus=alert(1)>",
                "<details open ontoggle=alert(1)>x</details>",
                "<video><source onerror=alert(1)></video>",
                "<body onload=alert(1)>",
                "<base href=\"https://evil.example/\">",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<link rel=stylesheet href=\"https://evil.example/x.css\">",
                "<template><script>alert(1)</script></template>",
                "<textarea><script>alert(1)</script></textarea>",
                "<title><script>alert(1)</script></title>",
                "<xmp><script>alert(1)</script></xmp>",
                "<plaintext><script>alert(1)</script>",
                "<!--><script>alert(1)</script>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<p id=x class=y data-z=1 contenteditable>x</p>",
                "<isindex action=javascript:alert(1) type=image>",
                "<marquee onstart=alert(1)>x</marquee>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            })
    void letsNothingHostileThrough(String hostile) {
        String html = SafeHtml.body("<p>before</p>" + hostile).html().getValue();

        for (Element element : Jsoup.parseBodyFragment(html).body().select("*:not(body)")) {
            assertThat(element.tagName())
                    .as(html)
                    .isIn(
                            "p",
                            "br",
                            "hr",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "blockquote",
                            "pre",
                            "code",
                            "ul",
                            "ol",
                            "li",
                            "em",
                            "strong",
                            "a");
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).as(html).isIn("href", "title", "rel", "start");
                assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                        .as(html)
                        .doesNotContain("javascript:", "data:", "vbscript:");
            }
        }
        assertThat(html).startsWith("<p>before</p>");
    }

    @Test
    void keepsWordsAndLinksToTheCharacter() {
        String html =
                "<h2>Notes</h2>\n<p>“Ring the bells,” she said—<em>twice</em>… &amp; <a href=\"https://example.org/?a=1&amp;b=2\">here</a>,"
                        + " <a href=\"/articles/x\">there</a>.</p>";

        Body body = SafeHtml.body(html);

        assertThat(body.html().getValue())
                .isEqualTo("<h2>Notes</h2>\n<p>“Ring the bells,” she said—<em>twice</em>… &amp; "
                        + "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">here</a>,"
                        + " <a href=\"/articles/x\" rel=\"noopener\">there</a>.</p>");
        assertThat(body.text().getValue()).isEqualTo("Notes\n\n“Ring the bells,” she said—twice… & here, there.");
    }

    @Test
    void partsParagraphsByBlankLines() {
        Body body = SafeHtml.body(
                "<p>One\nline</p><ul><li>first</li><li>second</li></ul><blockquote><p>said<br />so</p></blockquote><pre><code>a\n  b</code></pre>");

        assertThat(body.text().getValue()).isEqualTo("One line\n\nfirst\n\nsecond\n\nsaid\nso\n\na\n  b");
    }

    @Test
    void showsWhiteSpaceAsABrowserDoes() {
        assertThat(text("<p>  two \t\n\f spaces\r\n </p>")).isEqualTo("two spaces");
        assertThat(text("<p>one <em> two</em> three</p>")).isEqualTo("one two three");
        assertThat(text("<p>one<br> two</p>")).isEqualTo("one\ntwo");
        assertThat(text("<p> </p><p>a\n</p><p>\nb</p>")).isEqualTo("a\n\nb");
        assertThat(text("<p>a</p><pre>\tb\n  c</pre>")).isEqualTo("a\n\n\tb\n  c");
    }

    @Test
    void keepsSpacesThatAreNotPlain() {
        assertThat(text("<p>10\u00a0km soft\u00adhyphen\u200bzero</p>"))
                .isEqualTo("10\u00a0km soft\u00adhyphen\u200bzero");
    }

    @Test
    void showsHalfACharacterAsABrowserDoes() {
        Body body = SafeHtml.body("<p>a&#xD800;b 🔔</p>");

        assertThat(body.text().getValue()).isEqualTo("a\uFFFDb 🔔");
        assertThat(new String(PageJson.write(body), StandardCharsets.UTF_8)).contains("\"text\":\"a\uFFFDb 🔔\"");
    }

    @Test
    void isWrittenAsAnyStringIs() {
        String words = "\"\\/ \u0001 \u007f é \u2028 🔔 </script> ".repeat(1_000);

        assertThat(PageJson.write(Body.of(words, words)))
                .isEqualTo(new JsonMapper().writeValueAsBytes(new Plain(words, words)));
    }

    @Test
    void weighsItsWordsAndTheirQuotedBytes() {
        assertThat(Body.of("<p>日</p>", "日").weight()).isEqualTo(2 * (8 + 1) + (10 + 3));
    }

    private record Plain(String html, String text) {}

    private static String text(String html) {
        return SafeHtml.body(html).text().getValue();
    }
}
