package press.lords.events.kafka;

import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Content;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reading articles without their texts, which are nearly all that there is to read. */
final class Outlines {

    private Outlines() {}

    /** Takes and refuses the same bytes. */
    static JsonMapper readBy(JsonMapper json) {
        return json.rebuild().addMixIn(Content.class, WithoutTexts.class).build();
    }

    @SuppressWarnings("UnusedMethod") // read by Jackson
    private interface WithoutTexts {
        @JsonDeserialize(using = PassedOver.class)
        String source();

        @JsonDeserialize(using = PassedOver.class)
        String html();
    }

    /** A string that nobody asks for is checked as the parser goes on, but no characters are made of it. */
    private static final class PassedOver extends StdScalarDeserializer<String> {
        private PassedOver() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? ""
                    : StringDeserializer.instance.deserialize(parser, context);
        }
    }
}
